import { createReceiver, type CollectorOptions } from './receiver.ts';

/** Who sent a request, as the server that received it knows. */
export interface Client {
  readonly address: string;
}

export type Collector = (request: Request, client: Client) => Promise<Response>;

/**
 * The collector as a function from a request to its response, for any server or edge function that speaks fetch. It looks
 * at no path: mount it where the beacon sends to. It imports nothing of Node.
 */
export function createCollector(options: CollectorOptions): Collector {
  const receive = createReceiver(options);
  return async (request, { address }) => {
    const { status, headers, body } = await receive({
      method: request.method,
      header: (name) => request.headers.get(name),
      address,
      readBody: (mostBytes) => readBody(request.body, mostBytes),
    });
    return new Response(body, { status, headers });
  };
}

async function readBody(stream: ReadableStream<Uint8Array> | null, mostBytes: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = stream?.getReader();
  for (let next = await reader?.read(); next?.value !== undefined; next = await reader?.read()) {
    length += next.value.byteLength;
    if (length > mostBytes) {
      await reader?.cancel();
      return null;
    }
    chunks.push(next.value);
  }
  return joined(chunks, length);
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}
