import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer, Receiver } from './receiver.js';
export interface NodeListenerOptions {
    /** The name of a header that a proxy sets to the visitor's address, in lower case; null without a proxy. */
    readonly addressHeader?: string | null;
    /** Told what could not be answered. */
    readonly onError?: (error: unknown) => void;
}
export type NodeListener = (request: IncomingMessage, response: ServerResponse) => void;
/** The collector as a listener of Node's HTTP server. */
export declare function createNodeListener(receive: Receiver, options?: NodeListenerOptions): NodeListener;
/** What comes after an answer is read and dropped, until the server's time limit for a request. */
export declare function send(response: ServerResponse, { status, headers, body }: Answer): void;
