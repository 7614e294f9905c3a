import { given, type BeaconOptions } from './options.ts';

/**
 * Whether the page lets anything be stored and sent now. A function is asked each time, so that a visitor may agree later
 * and change their mind; a promise is waited for once, and then `onAnswer` is called.
 */
export function createConsent({ consent = true }: BeaconOptions, onAnswer: () => void): () => boolean {
  let promised: Promise<boolean> | null = null;
  let promisedAnswer = false;
  return () => {
    if (promised !== null) return promisedAnswer;
    const answer = given(consent);
    if (typeof answer !== 'object') return answer === true;
    promised = answer;
    const settle = (isGiven: unknown): void => {
      promisedAnswer = isGiven === true;
      onAnswer();
    };
    promised.then(settle, () => {});
    return false;
  };
}

/** Whether the visitor asks not to be tracked. */
export function isRefused(): boolean {
  const { doNotTrack, globalPrivacyControl } = navigator as Navigator & { readonly globalPrivacyControl?: boolean };
  return doNotTrack === '1' || globalPrivacyControl === true;
}
