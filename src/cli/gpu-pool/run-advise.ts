import {homedir, tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {createReadOnlyPorts} from '../../checks/probes/create-read-only-ports.js';
import {loadConfig} from '../../config/load-config.js';
import {adviseGpus, type Serving} from '../../model/advise-gpus.js';
import {advisePools, type PoolAdvice, unknownOffer} from '../../model/advise-pools.js';
import {DiagnosticError} from '../../model/diagnostic-error.js';
import type {LlmModel} from '../../model/llm-models.data.js';
import {parseLlmModel} from '../../model/parse-llm-model.js';
import {createPorts} from '../create-ports.js';
import {findConfig} from '../find-config.js';
import type {WorkspaceFlags} from '../flags.js';
import {openEnvironment} from '../open-environment.js';
import {collectGpuOffer, type OfferGap} from './collect-gpu-offer.js';
import {explainUnknownModel} from './explain-unknown-model.js';

export interface AdviceRequest {
  /** A name of the table, or a number of parameters. */
  readonly model: string;
  readonly precision: string | undefined;
  readonly serving: Serving;
}

export interface AdviceResult {
  readonly model: LlmModel;
  /** Whether layers and heads are drawn from the number of parameters. */
  readonly isEstimated: boolean;
  readonly project: string | undefined;
  readonly location: string | undefined;
  readonly advice: PoolAdvice;
  readonly gaps: readonly OfferGap[];
}

function refuse(model: string): never {
  throw new DiagnosticError([explainUnknownModel(model)]);
}

/** Project and location as far as anything says them; a configuration may be unfinished, or absent. */
async function findPlace(flags: WorkspaceFlags) {
  const file = await findConfig(flags);
  const {config, given} = loadConfig({
    files: file === undefined ? [] : [file],
    environment: process.env,
    flags: flags.fields,
  });
  const {project, location} = config ?? (given as {project?: {id?: unknown}; location?: unknown});
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
  return {project: text(project?.id), location: text(location)};
}

/** Which pools hold a model, and where the project can have them; without a project zones and quota stay unknown. */
export async function runAdvise(flags: WorkspaceFlags, request: AdviceRequest): Promise<AdviceResult> {
  const parsed = parseLlmModel(request.model, request.precision) ?? refuse(request.model);
  const {model, isEstimated} = parsed;
  const {serving} = request;
  const {project, location} = await findPlace(flags);
  if (project === undefined) {
    const advice = advisePools(model, serving, location, unknownOffer);
    return {model, isEstimated, project, location, advice, gaps: []};
  }
  const {operator} = createPorts({
    environment: await openEnvironment(flags),
    // Nothing is kept of a look.
    stateDirectory: join(process.env.XDG_CACHE_HOME ?? join(homedir() || tmpdir(), '.cache'), 'shakinstall'),
    configPath: resolve('.'),
    keyFile: '',
  });
  const machineTypes = adviseGpus(model, serving).flatMap((option) => option.machineTypes.slice(0, 1));
  const {offer, gaps} = await collectGpuOffer(createReadOnlyPorts(operator), project, machineTypes);
  return {model, isEstimated, project, location, advice: advisePools(model, serving, location, offer), gaps};
}
