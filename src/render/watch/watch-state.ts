import type {Finding, Report} from '../../model/finding.js';

/** What somebody who watches sees and has chosen. */
export interface WatchState {
  readonly report: Report | undefined;
  /** When it was looked, and what is being waited for now; milliseconds since the epoch. */
  readonly lookedAtMs: number | undefined;
  readonly isLooking: boolean;
  /** Index into the visible findings. */
  readonly selected: number;
  readonly isOpen: boolean;
  readonly filter: string;
  readonly mode: 'list' | 'filter' | 'help';
}

export type WatchAction =
  | {readonly kind: 'looking'}
  | {readonly kind: 'looked'; readonly report: Report; readonly atMs: number}
  | {readonly kind: 'move'; readonly by: number}
  | {readonly kind: 'toggle'}
  | {readonly kind: 'mode'; readonly mode: WatchState['mode']}
  | {readonly kind: 'type'; readonly text: string}
  | {readonly kind: 'erase'}
  | {readonly kind: 'clear'};

export const emptyWatchState: WatchState = {
  report: undefined,
  lookedAtMs: undefined,
  isLooking: false,
  selected: 0,
  isOpen: false,
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

const keyOf = ({id, resource = ''}: Finding) => `${id}\u0000${resource}`;

/** Keeps the cursor on what it was on, wherever that went. */
function follow(before: WatchState, after: WatchState): WatchState {
  const chosen = selectVisible(before)[before.selected];
  const visible = selectVisible(after);
  const found = chosen === undefined ? -1 : visible.findIndex((finding) => keyOf(finding) === keyOf(chosen));
  const selected = found === -1 ? Math.max(0, Math.min(before.selected, visible.length - 1)) : found;
  return {...after, selected};
}

/** The next state. A new look never moves the cursor to another finding by itself. */
export function reduceWatchState(state: WatchState, action: WatchAction): WatchState {
  switch (action.kind) {
    case 'looking':
      return {...state, isLooking: true};
    case 'looked':
      return follow(state, {...state, report: action.report, lookedAtMs: action.atMs, isLooking: false});
    case 'move': {
      const last = Math.max(0, selectVisible(state).length - 1);
      return {...state, selected: Math.max(0, Math.min(last, state.selected + action.by))};
    }
    case 'toggle':
      return {...state, isOpen: !state.isOpen};
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
