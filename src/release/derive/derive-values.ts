import {parseDocument} from 'yaml';
import type {
  ReleaseSetting,
  ReleaseSettings,
  ValuesOverride,
  ValuesReplacement,
  ValuesToken,
} from '../../model/release.js';
import {findTokens} from '../values/find-tokens.js';
import {fieldsOf} from './pod-facts.js';

/** The runbook's five tokens. */
const RUNBOOK_TOKENS: Readonly<Record<string, readonly [setting: ReleaseSetting, meaning: string]>> = {
  TOREPLACEDEPLOYMENTNAME: ['deploymentName', 'name of the deployment'],
  TOREPLACEGCPBUCKETNAME: ['bucketName', 'bucket for the metadata of jobs'],
  TOREPLACEGITHUBRSAPUBKEY: ['gitPublicKey', 'public half of the git deploy key'],
  TOREPLACEOAUTHCLIENTSECRET: ['oauthClientSecret', 'secret that oauth2-proxy and Keycloak share'],
  TOREPLACECLOUDPROVIDER: ['cloudProvider', 'cloud of the deployment, GCP'],
};

/** The runbook's last three seds. */
const RUNBOOK_REPLACEMENTS: readonly ValuesReplacement[] = [
  {from: ': oci-bv', to: ': standard'},
  {from: ': oci', to: ': standard'},
  {from: ': "OCI"', to: ': "GCP"'},
];

/** Values of an imagined deployment, with which a chart is rendered to be looked at. */
export const SAMPLE_SETTINGS: ReleaseSettings = {
  deploymentName: 'sample',
  bucketName: 'sample-bucket',
  gitPublicKey: 'ssh-rsa AAAA sample',
  oauthClientSecret: '00112233445566778899aabbccddeeff00112233',
  cloudProvider: 'GCP',
};

/** The tokens of a template, each with its meaning where the runbook knows it. */
export function deriveTokens(templateText: string): ValuesToken[] {
  const found = new Set(findTokens(templateText).map((place) => place.token));
  return [...found].map((token) => {
    const known = RUNBOOK_TOKENS[token];
    return known
      ? {token, setting: known[0], meaning: known[1]}
      : {token, meaning: 'not one of the runbook; left as it is'};
  });
}

/** Those of the runbook's replacements that meet something in the template. */
export function deriveReplacements(templateText: string): ValuesReplacement[] {
  return RUNBOOK_REPLACEMENTS.filter(({from}) => templateText.includes(from));
}

/** Places for settings that the values show by themselves, before anything is rendered. */
export function derivePlainOverrides(templateText: string): ValuesOverride[] {
  return listScalarPaths(parseDocument(templateText, {uniqueKeys: false}).toJS()).flatMap(
    ({path, value}): ValuesOverride[] => {
      if (path === 'buckets.primaryType') return [{setting: 'bucketType', path}];
      if (/(^|\.)(syncBranch|gitBranch)$/.test(path)) return [{setting: 'gitBranch', path}];
      if (typeof value === 'string' && /^TOREPLACE[A-Z]+\.[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(value)) {
        return [{setting: 'domain', path}];
      }
      return [];
    },
  );
}

/** A value that is no map and no list, with its keys joined by dots. */
export interface ValuesScalar {
  readonly path: string;
  readonly value: unknown;
}

/** Every scalar of a values file, lists left out: their items have no path of keys. */
export function listScalarPaths(value: unknown, prefix = ''): readonly ValuesScalar[] {
  return Object.entries(fieldsOf(value)).flatMap(([key, inner]) => {
    const path = prefix === '' ? key : `${prefix}.${key}`;
    if (typeof inner === 'object' && inner !== null) return Array.isArray(inner) ? [] : listScalarPaths(inner, path);
    return [{path, value: inner}];
  });
}
