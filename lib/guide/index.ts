export { followGrant, type GrantFacts } from './grant';
export {
  again,
  begin,
  choose,
  countedSteps,
  endOf,
  type GuideNote,
  type Guiding,
  leave,
  NO_TRAIL,
  orderOf,
  pass,
  placeOf,
  type Trail,
  takeUp,
} from './guide';
export { followInsight } from './insight';
