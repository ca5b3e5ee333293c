import * as z from 'zod';

// zod compiles object parsers with `new Function` where it may. Our CSP forbids
// that, and even trying leaves a violation in the admin's console.
z.config({ jitless: true });

/** The one zod of the project, configured never to evaluate code. */
export { z };
