import type {Finding, Report} from '../../model/finding.js';
import type {LookReach} from '../../model/look-reach.js';

/** What somebody who watches sees and has chosen. */
export interface WatchState {
  readonly report: Report | undefined;
  /** When it was looked, and what is being waited for now; milliseconds since the epoch. */
  readonly lookedAtMs: number | undefined;
  /** When the cluster alone was looked at, if that was later. */
  readonly clusterAtMs: number | undefined;
  readonly isLooking: boolean;
  /** Index into the visible findings. */
  readonly selected: number;
  readonly isOpen: boolean;
  /** How often further details were asked for. */
  readonly page: number;
  /** When each finding was first seen as it is now. */
  readonly since: ReadonlyMap<string, number>;
  readonly filter: string;
  readonly mode: 'list' | 'filter' | 'help';
}

export type WatchAction =
  | {readonly kind: 'looking'}
  | {readonly kind: 'looked'; readonly report: Report; readonly atMs: number; readonly reach: LookReach}
  | {readonly kind: 'move'; readonly by: number}
  | {readonly kind: 'toggle'}
  | {readonly kind: 'page'}
  | {readonly kind: 'mode'; readonly mode: WatchState['mode']}
  | {readonly kind: 'type'; readonly text: string}
  | {readonly kind: 'erase'}
  | {readonly kind: 'clear'};

export const emptyWatchState: WatchState = {
  report: undefined,
  lookedAtMs: undefined,
  clusterAtMs: undefined,
  isLooking: false,
  selected: 0,
  isOpen: false,
  page: 0,
  since: new Map(),
  filter: '',
  mode: 'list',
};

const urgency: Readonly<Record<Finding['verdict'], number>> = {fail: 0, warn: 1, unknown: 2, pass: 4, skipped: 5};
const rankOf = ({verdict, because}: Finding) => (because === undefined ? urgency[verdict] : 3);

/** The findings that the filter lets through, most urgent first, otherwise in the report's own order. */
export function selectVisible({report, filter}: Pick<WatchState, 'report' | 'filter'>): readonly Finding[] {
  const words = filter.toLowerCase();
  return (report?.findings ?? [])
    .filter(({id, title, verdict, resource = ''}) =>
      `${id} ${title} ${verdict} ${resource}`.toLowerCase().includes(words),
    )
    .toSorted((a, b) => rankOf(a) - rankOf(b));
}

/** A finding's place, whatever is found there. */
export const keyOf = ({id, resource = ''}: Finding) => `${id}\u0000${resource}`;

/** Keeps the cursor on what it was on, wherever that went. */
function follow(before: WatchState, after: WatchState): WatchState {
  const chosen = selectVisible(before)[before.selected];
  const visible = selectVisible(after);
  const found = chosen === undefined ? -1 : visible.findIndex((finding) => keyOf(finding) === keyOf(chosen));
  const selected = found === -1 ? Math.max(0, Math.min(before.selected, visible.length - 1)) : found;
  return {...after, selected};
}

const stateOf = (finding: Finding) => `${keyOf(finding)}\u0000${finding.verdict}`;

/** A finding that is as it was keeps its time. */
function carryTimes({report, since}: WatchState, findings: readonly Finding[], atMs: number) {
  const before = new Set(report?.findings.map(stateOf));
  return new Map(
    findings.map((finding) => {
      const key = keyOf(finding);
      return [key, (before.has(stateOf(finding)) ? since.get(key) : undefined) ?? atMs];
    }),
  );
}

/** The next state. A new look never moves the cursor to another finding by itself. */
export function reduceWatchState(state: WatchState, action: WatchAction): WatchState {
  switch (action.kind) {
    case 'looking':
      return {...state, isLooking: true};
    case 'looked':
      return follow(state, {
        ...state,
        report: action.report,
        since: carryTimes(state, action.report.findings, action.atMs),
        ...(action.reach === 'all' ? {lookedAtMs: action.atMs, clusterAtMs: undefined} : {clusterAtMs: action.atMs}),
        isLooking: false,
      });
    case 'move': {
      const last = Math.max(0, selectVisible(state).length - 1);
      return {...state, page: 0, selected: Math.max(0, Math.min(last, state.selected + action.by))};
    }
    case 'toggle':
      return {...state, page: 0, isOpen: !state.isOpen};
    case 'page':
      return state.isOpen ? {...state, page: state.page + 1} : state;
    case 'mode':
      return {...state, mode: action.mode};
    case 'type':
      return follow(state, {...state, filter: state.filter + action.text});
    case 'erase':
      return follow(state, {...state, filter: state.filter.slice(0, -1)});
    case 'clear':
      return follow(state, {...state, filter: '', mode: 'list'});
  }
}
