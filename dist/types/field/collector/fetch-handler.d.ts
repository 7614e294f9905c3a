import { type CollectorOptions } from './receiver.js';
/** Who sent a request, as the server that received it knows. */
export interface Client {
    readonly address: string;
}
export type Collector = (request: Request, client: Client) => Promise<Response>;
/**
 * The collector as a function from a request to its response, for any server or edge function that speaks fetch. It looks
 * at no path: mount it where the beacon sends to. It imports nothing of Node.
 */
export declare function createCollector(options: CollectorOptions): Collector;
