import type { HandoffActions } from '@/components/handoff/actions';
import type { PageKind } from '@/lib/model/console';

/** What a person can do about handoffs from the dock besides: what takes the console, or comes of an outage in it. */
export interface DockHandoffActions extends HandoffActions {
  /** Notes that it was meant that everybody lost their access. */
  meantOutage(): Promise<string | null>;
  /** Opens the dashboard where the list of who had access is offered as a plan. */
  openPlan(): Promise<string | null>;
  /** Turns the console to one of its pages, as a person would. */
  show(page: PageKind): void;
}
