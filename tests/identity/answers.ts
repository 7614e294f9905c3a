import type { Answer, AnswerSet } from '../../src/model/answers.ts';

/** An answer to `GET path` on a deploy, with a body of this text; everything else as given. */
export function answer(path: string, text: string | null = path, rest: Partial<Answer> = {}): Answer {
  return {
    method: 'GET',
    url: `http://deploy.example${path}`,
    shownUrl: `http://deploy.example${path}`,
    key: path,
    isSameOrigin: true,
    kind: 'script',
    requestHeaders: {},
    status: 200,
    headers: [['content-type', 'text/plain']],
    body: text === null ? null : { raw: `raw ${text}`, stable: `stable ${text}` },
    initiator: null,
    isBeforeLcp: true,
    isAfterInput: false,
    ...rest,
  };
}

export function served(...answers: readonly Answer[]): AnswerSet {
  return { answers, obstacles: [] };
}
