// `npm test`: sets up, then runs every check there is (main-test.ts).
import { run } from './setup.mjs';

run('main-test.ts');
