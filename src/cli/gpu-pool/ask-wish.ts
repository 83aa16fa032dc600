import {completePoolWish} from '../../model/complete-pool-wish.js';
import type {AcceleratorType} from '../../model/gpu-hosts.data.js';
import {listCounts, listMachineTypes} from '../../model/gpu-hosts.js';
import {shortenAcceleratorType} from '../../model/gpu-names.js';
import {llmModels} from '../../model/llm-models.data.js';
import type {PoolWish} from '../../model/pool-wish.js';
import type {PromptChoice, Prompter, Reply} from '../../model/ports/prompter.js';
import {findWishProblems} from './find-wish-problems.js';
import {type PoolLists, shownMachines} from './pool-lists.js';

/** One question: what it adds to the wish, or that the one before is to be asked again. */
type Question = (prompter: Prompter, wish: PoolWish, lists: PoolLists) => Promise<Reply<PoolWish>>;

const typeOf = (wish: PoolWish) => wish.accelerator as AcceleratorType;

/** Asks for one of several; where there is only one it is taken without a question. */
async function choose(
  prompter: Prompter,
  message: string,
  choices: readonly PromptChoice[],
  take: (value: string) => PoolWish,
): Promise<Reply<PoolWish>> {
  const reply = await prompter.select({message, choices});
  return reply === 'back' ? reply : {value: take(reply.value)};
}

async function askNumber(
  prompter: Prompter,
  words: {readonly message: string; readonly hint?: string | undefined; readonly usual: number},
  check: (value: number) => string | undefined,
  take: (value: number) => PoolWish,
): Promise<Reply<PoolWish>> {
  const reply = await prompter.input({
    message: words.message,
    hint: words.hint,
    default: String(words.usual),
    validate: (text) => (/^\d{1,4}$/.test(text.trim()) ? check(Number(text)) : 'A whole number, please.'),
  });
  return reply === 'back' ? reply : {value: take(Number(reply.value))};
}

/** What a wish still has wrong, as one line. */
const sayProblem = (wish: PoolWish, {location}: PoolLists) => {
  const [problem] = findWishProblems(wish, location);
  return problem === undefined ? undefined : `${problem.summary} ${problem.detail ?? ''}`;
};

const sayLeft = (left: number | undefined) => (left === undefined ? 'quota not known' : `quota left: ${left}`);

const questions: readonly Question[] = [
  (prompter, wish, lists) =>
    choose(
      prompter,
      'GPU',
      lists.types.map((type) => ({
        value: type,
        label: `${shortenAcceleratorType(type)} (${lists.zonesOf(type).join(', ')})`,
        hint: `${sayLeft(lists.leftOf(type, false))} on demand, ${sayLeft(lists.leftOf(type, true))} spot`,
      })),
      (accelerator) => ({...wish, accelerator}),
    ),
  (prompter, wish, lists) =>
    choose(
      prompter,
      'Zone',
      lists.zonesOf(typeOf(wish)).map((zone) => ({value: zone, label: zone})),
      (zone) => ({...wish, zones: [zone]}),
    ),
  (prompter, wish, lists) =>
    choose(
      prompter,
      'GPUs of each node',
      listCounts(typeOf(wish)).map((count) => ({
        value: String(count),
        label: String(count),
        hint: `${sayLeft(lists.leftOf(typeOf(wish), false))}, which is ${Math.floor((lists.leftOf(typeOf(wish), false) ?? 0) / count)} nodes`,
      })),
      (count) => ({...wish, count: Number(count)}),
    ),
  async (prompter, wish, lists) => {
    const names = listMachineTypes(typeOf(wish), wish.count ?? 1);
    const machines = await shownMachines(lists, wish.zones?.[0] ?? '', names);
    return choose(prompter, 'Machine type', machines, (machineType) => ({...wish, machineType}));
  },
  (prompter, wish, lists) =>
    choose(
      prompter,
      'How the machines are had',
      [
        {value: 'on-demand', label: 'on demand', hint: sayLeft(lists.leftOf(typeOf(wish), false))},
        {value: 'spot', label: 'spot: cheap, and may be taken away', hint: sayLeft(lists.leftOf(typeOf(wish), true))},
        ...lists.reservationsFor(wish).map((name) => ({value: `=${name}`, label: `reservation ${name}`})),
      ],
      (value) => ({
        ...wish,
        spot: value === 'spot',
        reservation: value.startsWith('=') ? value.slice(1) : undefined,
      }),
    ),
  (prompter, wish, lists) =>
    askNumber(
      prompter,
      {message: 'Fewest nodes; 0 lets the pool vanish when nobody needs it', usual: 0},
      (min) => sayProblem({...wish, min, max: undefined}, lists),
      (min) => ({...wish, min}),
    ),
  (prompter, wish, lists) => {
    const left = lists.leftOf(typeOf(wish), wish.spot === true);
    const holds = left === undefined ? undefined : Math.floor(left / (wish.count ?? 1));
    const hint =
      holds === undefined
        ? undefined
        : `The quota holds ${holds}; after 2 it leaves ${(left ?? 0) - 2 * (wish.count ?? 1)} GPUs`;
    return askNumber(
      prompter,
      {message: 'Most nodes', hint, usual: Math.max(2, wish.min ?? 0)},
      (max) => sayProblem({...wish, max}, lists),
      (max) => ({...wish, max}),
    );
  },
  (prompter, wish) =>
    choose(
      prompter,
      'What it is to hold; decides the size of its disk',
      [{value: '', label: 'nothing in particular'}, ...llmModels.map(({name}) => ({value: name, label: name}))],
      (model) => ({...wish, model: model === '' ? undefined : model}),
    ),
  async (prompter, wish, lists) => {
    const {name: usual} = completePoolWish(wish, {location: lists.location, zones: []}, lists.offer);
    const reply = await prompter.input({
      message: 'Name of the pool',
      default: lists.names.includes(usual) ? `${usual}-b` : usual,
      validate: (name) =>
        lists.names.includes(name) ? 'The cluster has a pool of that name.' : sayProblem({...wish, name}, lists),
    });
    return reply === 'back' ? reply : {value: {...wish, name: reply.value.trim()}};
  },
];

/** Asks for a pool; every list is the project’s own. Going back takes the last answer away. Rejects where the person breaks off. */
export async function askWish(prompter: Prompter, lists: PoolLists): Promise<PoolWish> {
  const earlier: PoolWish[] = [];
  let wish: PoolWish = {};
  for (let question = questions[0]; question !== undefined; question = questions[earlier.length]) {
    const reply = await question(prompter, wish, lists);
    if (reply === 'back') wish = earlier.pop() ?? wish;
    else {
      earlier.push(wish);
      wish = reply.value;
    }
  }
  return wish;
}
