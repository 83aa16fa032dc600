import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {DirectoryReleaseFiles} from '../../src/adapters/local/directory-release-files.js';
import {FileJournal, readJournal} from '../../src/adapters/local/file-journal.js';
import {createPorts} from '../../src/cli/create-ports.js';
import type {Workspace} from '../../src/cli/open-workspace.js';
import {selectPluginVariables} from '../../src/cli/select-plugin-variables.js';
import {loadConfig} from '../../src/config/load-config.js';
import {type RunOutcome, runPlan} from '../../src/engine/run-plan.js';
import {selectHistory} from '../../src/engine/select-history.js';
import {surveyWorld} from '../../src/engine/survey-world.js';
import type {Ports} from '../../src/model/ports/ports.js';
import type {Actor, Step} from '../../src/model/step.js';
import {createPlan, type Survey} from '../../src/plan/create-plan.js';
import type {Subject} from '../../src/plan/select-inputs.js';
import {type StepInstance, selectInstances} from '../../src/plan/select-instances.js';
import type {CloudState} from '../../src/rehearsal/cloud/cloud-state.js';
import {createRouteMatcher} from '../../src/rehearsal/cloud/http/match-route.js';
import type {AccessDecision} from '../../src/rehearsal/cloud/iam/access-log.js';
import {cloudRoutes} from '../../src/rehearsal/cloud/routes.js';
import {createUsualSeed, drawOperatorToken} from '../../src/rehearsal/world/usual-seed.js';
import {readRelease} from '../../src/release/read-release.js';
import {steps as allSteps} from '../../src/steps/steps.js';
import {startTestWorld} from '../worlds/start-test-world.js';

const root = resolve(import.meta.dirname, '../..');
const configPath = join(root, 'templates', 'config', 'rehearsal.yaml');
const releasePath = join(root, 'templates', 'platform');
const findRoute = createRouteMatcher(cloudRoutes);

/** One request as it arrived at the world, with what it asks of the caller. */
export interface Call {
  readonly actor: Actor | 'nobody';
  readonly method: string;
  readonly path: string;
  readonly permissions: readonly string[];
  readonly isWrite: boolean;
}

/** Where a run is cut: after so many writes, with or without the answer of the last. */
export interface Cut {
  readonly afterWrites: number;
  readonly isAnswerLost: boolean;
}

export interface ContractWorld {
  readonly calls: Call[];
  readonly instances: readonly StepInstance[];
  readonly subject: Subject;
  survey(wrap?: (ports: Ports) => Ports): Promise<Survey>;
  /** What the survey makes of each step, by key. */
  diff(): Promise<ReadonlyMap<string, string>>;
  run(cut?: Cut): Promise<RunOutcome>;
  /** The deployment as a command opens it, with ports of its own. */
  workspace(): Workspace;
  /** Cuts what follows after so many writes; the returned signal tells. */
  armCut(at: Cut): AbortSignal;
  /** Lets an incident happen. */
  inject(incident: string, parameters?: Readonly<Record<string, string | number>>): Promise<void>;
  withdrawAll(): Promise<void>;
  /** Sends a request as the operator. */
  send(method: string, path: string, body?: unknown): Promise<unknown>;
  snapshot(): CloudState;
  /** Which permissions the world decided calls by. */
  decisions(): readonly AccessDecision[];
  close(): Promise<void>;
}

/** POSTs that only read. https://cloud.google.com/apis/design/custom_methods */
const isRead = (method: string, path: string) =>
  method === 'GET' ||
  /:(getIamPolicy|testIamPermissions)$|\/(getIamPolicy|testIamPermissions|wait)$|^\/token/.test(path);

/** A world with real adapters before it, over HTTP; every request is seen at its door. */
export async function openContractWorld(options: {
  readonly speed: number;
  readonly seed: number;
  readonly steps?: readonly Step[];
}): Promise<ContractWorld> {
  const directory = mkdtempSync(join(tmpdir(), 'shakinstall-contract-'));
  const token = drawOperatorToken();
  const {world, environment} = await startTestWorld({
    directory,
    token,
    initial: createUsualSeed(token),
    catalogue: '2023-12',
    speed: options.speed,
    seed: options.seed,
  });

  const calls: Call[] = [];
  let cut: (Cut & {readonly abort: () => void; writes: number}) | undefined;
  const handle = world.cloud.handle.bind(world.cloud);
  world.cloud.handle = async (request) => {
    const path = new URL(request.url, world.apiRoot).pathname;
    const bearer = String(request.headers.authorization ?? '');
    const call: Call = {
      actor: bearer === '' ? 'nobody' : bearer.endsWith(token) ? 'operator' : 'deployer',
      method: request.method,
      path,
      permissions: findRoute(request.method, path, '')?.route.permissions ?? [],
      isWrite: !isRead(request.method, path),
    };
    calls.push(call);
    const response = await handle(request);
    if (cut === undefined || !call.isWrite || ++cut.writes !== cut.afterWrites) return response;
    cut.abort();
    return cut.isAnswerLost ? {...response, isReset: true} : response;
  };

  const {config} = loadConfig({files: [{path: configPath, text: readFileSync(configPath, 'utf8')}]});
  const {release} = await readRelease(DirectoryReleaseFiles(releasePath));
  if (config === undefined || release === undefined) throw new Error('the reference configuration does not load');
  const state = join(directory, 'state');
  const program = [process.execPath, join(root, 'bin', 'run.js')];
  const subject: Subject = {
    config,
    release,
    places: {state, release: releasePath, program, ...selectPluginVariables(process.env.SHAKINSTALL_ENVIRONMENT)},
  };
  const instances = selectInstances(options.steps ?? allSteps, config, release);
  const journalPath = join(state, 'journal.jsonl');
  const openPorts = () =>
    createPorts({environment, stateDirectory: state, configPath, keyFile: join(state, 'keys', 'deployer.json')});
  const survey = (wrap: (ports: Ports) => Ports = (ports) => ports) =>
    surveyWorld(subject, instances, wrap(openPorts().operator), selectHistory(readJournal(journalPath)).changedAt);

  const send = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${world.apiRoot}${path}`, {
      method,
      headers: {authorization: `Bearer ${token}`},
      ...(body === undefined ? {} : {body: JSON.stringify(body)}),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
    return answer.json();
  };

  return {
    calls,
    instances,
    subject,
    survey,
    workspace: () => ({subject, instances, ports: openPorts(), configPath, notes: [], environment}),
    armCut(at) {
      const abort = new AbortController();
      cut = {...at, writes: 0, abort: () => abort.abort('cut')};
      return abort.signal;
    },
    async inject(incident, parameters = {}) {
      await send('POST', '/_rehearsal/incidents', {incident, parameters});
    },
    async withdrawAll() {
      await send('DELETE', '/_rehearsal/incidents');
    },
    send,
    async diff() {
      const plan = createPlan(subject, instances, await survey());
      return new Map(plan.steps.map(({key, change}) => [key, change.kind]));
    },
    async run(at) {
      // Ports of its own: a process that was killed has left no connection and no memory.
      const ports = openPorts();
      const plan = createPlan(subject, instances, await survey());
      const abort = new AbortController();
      cut = at === undefined ? undefined : {...at, writes: 0, abort: () => abort.abort('cut')};
      const journal = FileJournal(journalPath, ports.operator.clock);
      try {
        return await runPlan({
          runId: `run-${journal.previous.length}`,
          subject,
          plan,
          instances,
          ports,
          journal,
          concurrency: 64,
          signal: abort.signal,
          onEvent() {},
        });
      } finally {
        cut = undefined;
        journal.close();
      }
    },
    snapshot: () => world.cloud.snapshot(),
    decisions: () => world.cloud.listDecisions(),
    async close() {
      await world.stop();
      rmSync(directory, {recursive: true, force: true});
    },
  };
}
