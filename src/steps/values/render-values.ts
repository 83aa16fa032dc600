import {CloudFailure} from '../../model/cloud-failure.js';
import {type Deferred, formatDeferred, selectKnown} from '../../model/deferred.js';
import {isErrorDiagnostic} from '../../model/diagnostic.js';
import {DiagnosticError} from '../../model/diagnostic-error.js';
import type {Ports} from '../../model/ports/ports.js';
import type {ReleaseSettings, ValuesTemplate} from '../../model/release.js';
import type {Inputs} from '../../model/step.js';
import {renderValues as renderTemplate} from '../../release/render-values.js';
import {selectPoolValues} from '../../release/select-pool-values.js';
import {mergeValues, type ValuesMerge} from '../../release/upgrade/merge-values.js';
import {noChange, selectSimpleChange} from '../changes.js';
import {defineStep} from '../define-step.js';
import {selectKeyPath} from '../keys/generate-key.js';
import {selectOauthSecretPath} from '../keys/generate-oauth-secret.js';
import {selectIngressAddress, selectPlainSettings, selectPoolLabels} from './select-settings.js';
import {selectEditFiles, selectStagedRelease} from './staged-release.js';

interface Desired {
  readonly template: ValuesTemplate;
  readonly templatePath: string;
  /** The deployment's own first, then that of the release whose place it takes. */
  readonly edits: ReturnType<typeof selectEditFiles>;
  readonly settings: ReleaseSettings;
  /** Node labels that no pool carries, exchanged for those of the pools. */
  readonly poolValues: Readonly<Record<string, unknown>>;
  /** Undefined where the ingress is somebody else’s, and its address with it. */
  readonly address: Deferred<string> | undefined;
  readonly gitPublicKeyPath: string;
  readonly sshPortalPublicKeyPath: string;
  readonly oauthSecretPath: string;
}

/** The values as the release and the configuration have them; undefined while something they are made of is not there yet. */
async function renderText(ports: Ports, desired: Desired): Promise<string | undefined> {
  const address = desired.address === undefined ? undefined : selectKnown(desired.address);
  if (desired.address !== undefined && address === undefined) return undefined;
  const paths = [desired.templatePath, desired.gitPublicKeyPath, desired.oauthSecretPath];
  const [template, gitPublicKey, oauthSecret] = await Promise.all(paths.map((path) => ports.files.read(path)));
  if (template === undefined || gitPublicKey === undefined || oauthSecret === undefined) return undefined;
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
      ...(address === undefined ? {} : {loadBalancerIp: address}),
    },
    desired.poolValues,
  );
  const errors = rendering.diagnostics.filter(isErrorDiagnostic);
  if (errors.length > 0) throw new DiagnosticError(errors);
  return rendering.text;
}

/** Those values with what the operator has edited in the ones that stand. Without a base nothing tells an edit. */
async function mergeText(ports: Ports, desired: Desired): Promise<(ValuesMerge & {readonly next: string}) | undefined> {
  const next = await renderText(ports, desired);
  if (next === undefined) return undefined;
  for (const {standing, base} of desired.edits) {
    const [own, rendered] = await Promise.all([ports.files.read(standing), ports.files.read(base)]);
    if (own === undefined) continue;
    const merge =
      rendered === undefined
        ? {text: next, keptEdits: [], conflicts: []}
        : mergeValues({base: rendered, standing: own, next});
    return {...merge, next};
  }
  return {text: next, keptEdits: [], conflicts: [], next};
}

interface Actual {
  readonly isEqual: boolean;
}

/** What the values of a deployment become, before they are written. */
export function readMergedValues(ports: Ports, inputs: Inputs): ReturnType<typeof mergeText> {
  return mergeText(ports, selectDesired(inputs));
}

function selectDesired(inputs: Inputs): Desired {
  const {release} = inputs;
  return {
    template: release.valuesTemplate,
    templatePath: `${selectStagedRelease(inputs)}/${release.valuesTemplate.path}`,
    edits: selectEditFiles(inputs),
    settings: selectPlainSettings(inputs),
    poolValues: selectPoolValues(release, selectPoolLabels(inputs)).extraValues,
    address: selectIngressAddress(inputs),
    gitPublicKeyPath: `${selectKeyPath(inputs, 'git')}.pub`,
    sshPortalPublicKeyPath: `${selectKeyPath(inputs, 'sshportal')}.pub`,
    oauthSecretPath: selectOauthSecretPath(inputs),
  };
}

const valuesPathOf = (desired: Desired) => desired.edits[0]?.standing ?? '';

export const renderValues = defineStep<Desired, Actual>({
  id: 'values/render-values',
  runbook: '14',
  phase: 'values',
  title: 'Render the values file',
  why: 'The runbook’s five tokens and three replacements are made as its seds make them, comments kept; the domain, which no sed sets and which would stay the vendor’s, and the reserved address are set by structure. What somebody edited in the file since stays.',
  docs: 'https://helm.sh/docs/chart_template_guide/values_files/',
  actor: 'operator',
  needs: ['values/stage-release', 'keys/generate-oauth-secret', 'keys/generate-key', 'network/reserve-address'],
  permissions: [],
  services: [],
  usualSeconds: [0, 1],
  timeoutMinutes: 2,
  desire: selectDesired,
  async observe(ports, desired) {
    const text = await ports.files.read(valuesPathOf(desired));
    if (text === undefined) return {state: 'absent'};
    return {state: 'present', actual: {isEqual: text === (await mergeText(ports, desired))?.text}};
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
    const merge = await mergeText(ports, desired);
    if (merge === undefined)
      throw new CloudFailure('not-found', `${desired.templatePath}, a key or the address is missing`, {
        action: 'render values',
      });
    const [own] = desired.edits;
    if (own === undefined) throw new Error('there is no place for the values');
    const writeBase = () => ports.files.write(own.base, merge.next, {mode: 0o600});
    // Edits are told by both files: whenever this ends between the two writes, the same merge comes out again.
    const isNew = (await ports.files.read(own.standing)) === undefined;
    if (isNew) await writeBase();
    await ports.files.write(own.standing, merge.text, {mode: 0o600});
    if (!isNew) await writeBase();
  },
  outputNames: ['file'],
  outputs: (desired) => ({file: valuesPathOf(desired)}),
  equivalent(desired) {
    const {template, templatePath, settings, address} = desired;
    const valuesPath = valuesPathOf(desired);
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
      ...(address === undefined ? [] : [['#', `loadBalancerIP: ${formatDeferred(address)}`]]),
    ];
  },
});
