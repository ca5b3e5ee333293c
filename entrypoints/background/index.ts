import { defineBackground } from 'wxt/utils/define-background';
import { startBackground } from './background';

/**
 * The background: hears the console's tabs, keeps the database, counts the waits. It may be killed at any
 * moment, so it remembers nothing that is not stored, and registers its listeners before anything else.
 *
 * Nothing else stands here: to read an entrypoint's options, WXT runs the file before the messages are generated.
 */
export default defineBackground(() => startBackground());
