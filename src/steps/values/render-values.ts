import {CloudFailure} from '../../model/cloud-failure.js';
import {type Deferred, formatDeferred, selectKnown} from '../../model/deferred.js';
import {isErrorDiagnostic} from '../../model/diagnostic.js';
import {DiagnosticError} from '../../model/diagnostic-error.js';
import type {Ports} from '../../model/ports/ports.js';
import type {ReleaseSettings, ValuesTemplate} from '../../model/release.js';
import {renderValues as renderTemplate} from '../../release/render-values.js';
import {selectPoolValues} from '../../release/select-pool-values.js';
import {noChange, selectSimpleChange} from '../changes.js';
import {defineStep} from '../define-step.js';
import {selectKeyPath} from '../keys/generate-key.js';
import {selectOauthSecretPath} from '../keys/generate-oauth-secret.js';
import {selectIngressAddress, selectPlainSettings, selectPoolLabels} from './select-settings.js';
import {selectValuesFiles} from './staged-release.js';

interface Desired {
  readonly template: ValuesTemplate;
  readonly templatePath: string;
  readonly valuesPath: string;
  readonly settings: ReleaseSettings;
  /** Node labels that no pool carries, exchanged for those of the pools. */
  readonly poolValues: Readonly<Record<string, unknown>>;
  readonly address: Deferred<string>;
  readonly gitPublicKeyPath: string;
  readonly sshPortalPublicKeyPath: string;
  readonly oauthSecretPath: string;
}

/** The values as they should be; undefined while something they are made of is not there yet. */
async function renderText(ports: Ports, desired: Desired): Promise<string | undefined> {
  const address = selectKnown(desired.address);
  const paths = [desired.templatePath, desired.gitPublicKeyPath, desired.oauthSecretPath];
  const [template, gitPublicKey, oauthSecret] = await Promise.all(paths.map((path) => ports.files.read(path)));
  if (address === undefined || template === undefined || gitPublicKey === undefined || oauthSecret === undefined)
    return undefined;
  const portal = await ports.files.read(desired.sshPortalPublicKeyPath);
  const secrets = {
    gitPublicKey: gitPublicKey.trim(),
    oauthClientSecret: oauthSecret.trim(),
    ...(portal === undefined ? {} : {sshPortalPublicKey: portal.trim()}),
  };
  const rendering = renderTemplate(
    desired.template,
    template,
    {
      ...desired.settings,
      ...secrets,
      loadBalancerIp: address,
    },
    desired.poolValues,
  );
  const errors = rendering.diagnostics.filter(isErrorDiagnostic);
  if (errors.length > 0) throw new DiagnosticError(errors);
  return rendering.text;
}

export const renderValues = defineStep<Desired, {readonly isEqual: boolean}>({
  id: 'values/render-values',
  runbook: '14',
  phase: 'values',
  title: 'Render the values file',
  why: 'The runbook’s five tokens and three replacements are made as its seds make them, comments kept; the domain, which no sed sets and which would stay the vendor’s, and the reserved address are set by structure.',
  docs: 'https://helm.sh/docs/chart_template_guide/values_files/',
  actor: 'operator',
  needs: ['values/stage-release', 'keys/generate-oauth-secret', 'keys/generate-key', 'network/reserve-address'],
  permissions: [],
  services: [],
  usualSeconds: [0, 1],
  timeoutMinutes: 2,
  desire(inputs) {
    const {release} = inputs;
    return {
      template: release.valuesTemplate,
      templatePath: `${inputs.places.state}/release/${release.valuesTemplate.path}`,
      valuesPath: selectValuesFiles(inputs)[0],
      settings: selectPlainSettings(inputs),
      poolValues: selectPoolValues(release, selectPoolLabels(inputs)).extraValues,
      address: selectIngressAddress(inputs),
      gitPublicKeyPath: `${selectKeyPath(inputs, 'git')}.pub`,
      sshPortalPublicKeyPath: `${selectKeyPath(inputs, 'sshportal')}.pub`,
      oauthSecretPath: selectOauthSecretPath(inputs),
    };
  },
  async observe(ports, desired) {
    const [text, wanted] = await Promise.all([ports.files.read(desired.valuesPath), renderText(ports, desired)]);
    return text === undefined ? {state: 'absent'} : {state: 'present', actual: {isEqual: text === wanted}};
  },
  diff(_desired, observation) {
    const simple = selectSimpleChange(observation);
    if (simple !== undefined || observation.state !== 'present') return simple ?? noChange;
    return observation.actual.isEqual
      ? noChange
      : {
          kind: 'update',
          fields: [{path: 'values_deployment.yaml', from: 'other values', to: 'those of the configuration'}],
        };
  },
  async apply(ports, desired) {
    const text = await renderText(ports, desired);
    if (text === undefined)
      throw new CloudFailure('not-found', `${desired.templatePath}, a key or the address is missing`, {
        action: 'render values',
      });
    await ports.files.write(desired.valuesPath, text, {mode: 0o600});
  },
  outputNames: ['file'],
  outputs: (desired) => ({file: desired.valuesPath}),
  equivalent({template, templatePath, valuesPath, settings, address}) {
    const tokens = template.tokens.flatMap(({token, setting}) => {
      if (setting === undefined) return [];
      const value = settings[setting];
      return value === undefined ? [] : [['sed', '-i', '-E', `s#${token}#${value}#g`, valuesPath]];
    });
    const replacements = template.replacements.map(({from, to}) => [
      'sed',
      '-i',
      '-E',
      `s#${from}#${to}#g`,
      valuesPath,
    ]);
    return [
      ['cp', templatePath, valuesPath],
      ...tokens,
      ...replacements,
      ['#', `loadBalancerIP: ${formatDeferred(address)}`],
    ];
  },
});
