import type { CDPSession, Page } from 'puppeteer';

import { openBlankTab, type BlankTab, type TabPlace } from '../browser/tab.ts';
import { Probe } from '../probe/probe.ts';
import type { QuietWatch } from '../quiet/quiet-watch.ts';
import { DocumentWatch } from './document-watch.ts';
import { NetworkLog } from './network-log.ts';
import { Transfers } from './transfers.ts';

/** What a tab is measured with. */
interface Equipment {
  readonly documents: DocumentWatch;
  readonly network: NetworkLog;
  readonly transfers: Transfers;
  readonly probe: Probe;
}

/** A blank tab with all that measures, for a visit to any deploy. */
export type MeasuringTab = BlankTab & Equipment;

export function openMeasuringTab(place: TabPlace): Promise<MeasuringTab> {
  return openBlankTab(place, equip);
}

async function equip(page: Page, session: CDPSession, quiet: QuietWatch): Promise<Equipment> {
  const documents = new DocumentWatch(session);
  const network = await NetworkLog.attach(session);
  const transfers = new Transfers(page, session);
  quiet.follow(session);
  const probe = await Probe.attach(session, (event, task) => quiet.onPage(event, task));
  quiet.lookWith(
    (deep) => probe.pendingVideo(deep),
    () => probe.reported(),
  );
  return { documents, network, transfers, probe };
}
