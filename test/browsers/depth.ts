/**
 * Whether everything is to be tested, however long it takes (`SIA_ALL=1`): every language, many more draws by lot,
 * and both browsers throughout.
 */
export const isDeep = process.env.SIA_ALL === '1';
