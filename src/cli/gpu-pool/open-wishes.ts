import {access} from 'node:fs/promises';
import {join} from 'node:path';
import {InquirerPrompter} from '../../adapters/local/inquirer-prompter.js';
import {createReadOnlyPorts} from '../../checks/probes/create-read-only-ports.js';
import {look} from '../../checks/probes/look.js';
import {DiagnosticError} from '../../model/diagnostic-error.js';
import type {PoolWish} from '../../model/pool-wish.js';
import {packageRoot} from '../package-root.js';
import {askWish} from './ask-wish.js';
import {collectPoolFacts} from './collect-pool-facts.js';
import type {PoolWorkspace} from './open-pool-workspace.js';
import {createPoolLists} from './pool-lists.js';
import {selectWishes} from './select-wishes.js';

/** Pools that are wanted, and whether they are to be written into the configuration. */
export interface OpenedWishes {
  readonly wishes: readonly PoolWish[];
  readonly isWrittenBack: boolean;
}

const isTerminal = () => process.stdin.isTTY === true && process.stdout.isTTY === true && process.env.CI !== 'true';

async function ask(workspace: PoolWorkspace): Promise<OpenedWishes> {
  const {ref, cluster, configPath} = workspace;
  const operator = createReadOnlyPorts(workspace.ports.operator);
  const facts = await collectPoolFacts(operator, ref.project, []);
  const names = cluster.nodePools.map(({name}) => name);
  const lists = createPoolLists(facts, {location: ref.location, names}, async (zone) => {
    const seen = await look(operator.capacity.listMachineTypes(ref.project, zone));
    return seen.state === 'seen' ? seen.value : undefined;
  });
  if (lists.types.length === 0)
    throw new DiagnosticError([
      {
        code: 'SHK_GPU_E2038',
        summary: `No zone of the cluster’s region has GPUs that this project may see.`,
        detail: facts.gaps.map(({missing, message}) => `${missing}: ${message}`).join('; ') || ref.location,
        tries: [{text: 'See where a model could be held.', command: 'shakinstall gpu-pool advise --model llama2-13b'}],
        blame: 'user',
      },
    ]);
  const prompter = InquirerPrompter();
  const wish = await askWish(prompter, lists);
  const hasFile =
    !configPath.startsWith(join(packageRoot, 'templates')) &&
    (await access(configPath).then(
      () => true,
      () => false,
    ));
  const reply = hasFile
    ? await prompter.confirm({message: `Write it into ${configPath}, comments kept`, default: true})
    : 'back';
  return {wishes: [wish], isWrittenBack: reply !== 'back' && reply.value};
}

/** The pools of flags or of the configuration; on a terminal where nothing is said, of somebody’s answers. */
export async function openWishes(
  workspace: PoolWorkspace,
  wish: PoolWish | undefined,
  options: {readonly mayAsk: boolean; readonly isWrittenBack: boolean},
): Promise<OpenedWishes> {
  const {isWrittenBack} = options;
  if (wish !== undefined || !options.mayAsk || !isTerminal())
    return {wishes: selectWishes(wish, workspace), isWrittenBack};
  try {
    const opened = await ask(workspace);
    return {...opened, isWrittenBack: opened.isWrittenBack || isWrittenBack};
  } catch (error) {
    if ((error as Error).name !== 'ExitPromptError') throw error;
    throw new DiagnosticError([
      {
        code: 'SHK_RUN_E0706',
        summary: 'The questions were left.',
        detail: 'nothing was written and nothing was changed',
        tries: [{text: 'Begin again whenever you like.', command: 'shakinstall gpu-pool add'}],
        blame: 'user',
      },
    ]);
  }
}
