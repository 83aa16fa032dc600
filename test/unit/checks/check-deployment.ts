import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {loadConfig} from '../../../src/config/load-config.js';
import type {Check, CheckInputs, Judgement, Verdict} from '../../../src/model/finding.js';
import type {InstallConfig} from '../../../src/model/install-config.js';
import type {Release} from '../../../src/model/release.js';
import {parseRelease} from '../../../src/release/parse-release.js';
import {SAMPLE_RELEASE} from '../release/sample-release.js';

const path = join(import.meta.dirname, '..', '..', '..', 'templates', 'config', 'minimal.yaml');

function readConfig(): InstallConfig {
  const {config} = loadConfig({files: [{path, text: readFileSync(path, 'utf8')}]});
  if (config === undefined) throw new Error('the minimal configuration does not load');
  return config;
}

function readRelease(): Release {
  const {release} = parseRelease(SAMPLE_RELEASE, 'release.yaml', {name: 'sample-chart', version: '0.1.0'});
  if (release === undefined) throw new Error('the sample release does not parse');
  return release;
}

/** Read once: property tests judge thousands of times. */
const base = {config: readConfig(), release: readRelease()};

/** The minimal configuration. */
export function createConfig(change: (config: InstallConfig) => object = () => ({})): InstallConfig {
  return {...base.config, ...change(base.config)};
}

/** The sample release. */
export function createRelease(change: Partial<Release> = {}): Release {
  return {...base.release, ...change};
}

/** What a check says of these facts, given by the ids of their probes. */
export function judge(
  check: Check,
  facts: Readonly<Record<string, unknown>>,
  {
    config = createConfig(),
    release = createRelease(),
    nowMs = Date.UTC(2026, 10, 24),
    needs = {},
  }: {
    readonly config?: InstallConfig;
    readonly release?: Release;
    readonly nowMs?: number;
    readonly needs?: Partial<CheckInputs['needs']>;
  } = {},
): readonly Judgement[] {
  const known = Object.fromEntries(Object.entries(facts).map(([id, value]) => [id, {state: 'known', value}] as const));
  const inputs: CheckInputs = {
    facts: known as CheckInputs['facts'],
    nowMs,
    config,
    release,
    needs: {permissions: [], services: [], grants: [], accounts: [], ...needs},
  };
  return check.evaluate(inputs);
}

/** Verdicts by resource, for tables. */
export const verdictsOf = (judgements: readonly Judgement[]): Readonly<Record<string, Verdict>> =>
  Object.fromEntries(judgements.map(({resource = '', verdict}) => [resource, verdict]));
