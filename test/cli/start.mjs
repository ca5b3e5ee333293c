// `npm start`: sets up, then opens the practice console (main-start.ts).
import { run } from './setup.mjs';

run('main-start.ts');
