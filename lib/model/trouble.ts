import { z } from './zod';

/**
 * What is the matter with the database: the disk is full, so that nothing more is stored; another page that still
 * uses an older layout holds it up; it was written by a newer version; or it cannot be read.
 */
export const Trouble = z.enum(['full', 'blocked', 'newer', 'unreadable']);
export type Trouble = z.infer<typeof Trouble>;

/** Under which key of the session's storage the background tells the extension's pages of it. */
export const TROUBLE_KEY = 'trouble';
