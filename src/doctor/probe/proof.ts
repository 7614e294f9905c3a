import { claimedSha, describeProof, isSameSha } from '../../deploys/proof/sha.ts';
import { visitorOf } from '../../lab/session/visitor.ts';
import type { Config } from '../../model/config.ts';
import { SIDES } from '../../model/deploy.ts';
import { sanitizeLine } from '../../text/sanitize.ts';
import type { Claim, ProofFacts } from '../judge/proof.ts';
import { hostsOf } from './answers.ts';
import { urlOf, type DeployQuestion } from './deploys.ts';

const LONGEST_SHA = 60;

/** What each deploy says of its commit, where it can be asked. A deploy at a fixed address may serve any base. */
export async function askProof(config: Config, questions: readonly DeployQuestion[]): Promise<ProofFacts> {
  const sources = SIDES.flatMap((side) => config.deploys[side] ?? []);
  const claims = await Promise.all(questions.map(ask));
  return {
    declared: config.verify === null ? null : describeProof(config.verify),
    isByCommit: sources.every(({ kind }) => kind !== 'url'),
    claims: claims.filter((claim) => claim !== null),
  };
}

async function ask(question: DeployQuestion): Promise<Claim | null> {
  const { config, side, sha, env, signal } = question;
  const source = config.deploys[side];
  const [route] = config.routes;
  if (config.verify === null || source?.kind !== 'url' || route === undefined) return null;
  const url = addressOf(question);
  if (url === null) return null;
  const hosts = hostsOf({ hosts: source.hosts, config });
  const { headers } = visitorOf(route, url, env);
  const request = { proof: config.verify, path: route.path, headers, signal, allowHosts: config.allowHosts };
  const claim = await claimedSha({ url, hosts }, request);
  if ('problem' in claim) return { side, sha: null, problem: sanitizeLine(claim.problem, 300), isWrong: false };
  const isWrong = side === 'head' && sha !== null && question.event !== null && !isSameSha(claim.sha, sha);
  return { side, sha: sanitizeLine(claim.sha, LONGEST_SHA), problem: null, isWrong };
}

/** Null where it depends on what only a run knows. */
function addressOf(question: DeployQuestion): string | null {
  const source = question.config.deploys[question.side];
  try {
    return source?.kind === 'url' ? urlOf(source, question) : null;
  } catch {
    return null;
  }
}
