import type { CDPSession, Frame, Page } from 'puppeteer';

/** Puppeteer's types leave out that frames know their session, and sessions that of their parent. */
type FrameWithClient = Frame & { readonly client: ChildSession };
type ChildSession = CDPSession & { readonly parentSession: () => CDPSession | undefined };

/**
 * Calls `follow` for every session of a page: its own at once, and those of its frames of other sites, its workers and
 * what Chrome renders in advance as soon as they exist, before they run anything. Puppeteer enables the network's events
 * in all of them.
 */
export function followSessions(page: Page, follow: (session: CDPSession) => void): void {
  const { client } = page.mainFrame() as FrameWithClient;
  const followed = new Set<CDPSession | undefined>([client, client.parentSession()]);
  const onAttached = (opened: CDPSession): void => {
    if (followed.has(opened) || !followed.has((opened as ChildSession).parentSession())) return;
    followed.add(opened);
    follow(opened);
  };
  const connection = client.connection();
  connection?.on('sessionattached', onAttached);
  page.once('close', () => connection?.off('sessionattached', onAttached));
  follow(client);
}
