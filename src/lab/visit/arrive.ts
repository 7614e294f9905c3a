import { load } from './load.ts';
import type { MeasuringTab } from './measuring-tab.ts';
import type { Settling } from '../quiet/settling.ts';
import type { Tab, VisitRequest } from '../browser/tab.ts';

/** A tab whose document is being measured. */
export type WatchedTab = MeasuringTab & Tab & { readonly settling: Settling };

/** Loads the document that is measured from now on, and resolves when it is done. `isLast`: no other one comes after it. */
export async function arrive(tab: WatchedTab, request: VisitRequest, path: string, isLast: boolean): Promise<void> {
  tab.documents.expect();
  tab.quiet.expectDocument(isLast && request.settle === 'learn');
  tab.transfers.begin();
  await load(tab, request, path);
  await tab.settling.page(isLast);
  tab.documents.check(tab.page.url());
}
