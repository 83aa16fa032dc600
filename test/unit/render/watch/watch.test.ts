import {describe, expect, it} from 'vitest';
import {createReport} from '../../../../src/checks/evaluate/create-report.js';
import type {Finding} from '../../../../src/model/finding.js';
import {formatWatchLines} from '../../../../src/render/watch/format-watch-lines.js';
import {
  emptyWatchState,
  reduceWatchState,
  selectVisible,
  type WatchAction,
  type WatchState,
} from '../../../../src/render/watch/watch-state.js';

const finding = (id: string, verdict: Finding['verdict'], more: Partial<Finding> = {}): Finding => ({
  id,
  title: `${id} is as it should be`,
  docs: `https://example.com/${id}`,
  verdict,
  observed: 'what was seen, which may well be a text that is longer than a line of a small terminal is wide',
  expected: 'good',
  tries: [{text: 'Do something about it.', command: 'kubectl get pods --all-namespaces'}],
  ...more,
});
const findings = [
  finding('control-plane/answers', 'pass'),
  finding('pods/critical', 'fail', {resource: 'Deployment core/api-server', mendedBy: 'platform/start-workload'}),
  finding('jobs/complete', 'skipped', {because: 'pods/critical'}),
  finding('dns/zone', 'unknown'),
  finding('gke/end-of-life', 'warn'),
];
const play = (actions: readonly WatchAction[], from: WatchState = emptyWatchState) =>
  actions.reduce(reduceWatchState, from);
const looked = (list: readonly Finding[] = findings): WatchAction => ({
  kind: 'looked',
  reach: 'all',
  report: createReport(list),
  atMs: 1000,
});
const chosen = (state: WatchState) => selectVisible(state)[state.selected]?.id;
const format = (state: WatchState, columns: number, rows: number) =>
  formatWatchLines(state, {title: 'doctor of acme', columns, rows, nowMs: 9000});

describe('the state of a watch', () => {
  it('shows what is urgent first, and roots before what they explain', () => {
    expect(selectVisible(play([looked()])).map(({id}) => id)).toEqual([
      'pods/critical',
      'gke/end-of-life',
      'dns/zone',
      'jobs/complete',
      'control-plane/answers',
    ]);
  });

  it('leaves the cursor on the same finding when a new look changes the order', () => {
    const state = play([looked(), {kind: 'move', by: 2}]);
    expect(chosen(state)).toBe('dns/zone');
    const mended = findings.map((entry) => (entry.id === 'pods/critical' ? finding(entry.id, 'pass') : entry));
    const after = play([looked(mended)], state);
    expect([chosen(after), after.selected]).toEqual(['dns/zone', 1]);
  });

  it('stays inside the list, whatever is pressed and filtered', () => {
    expect(play([looked(), {kind: 'move', by: -5}]).selected).toBe(0);
    expect(play([looked(), {kind: 'move', by: 99}]).selected).toBe(4);
    const filtered = play([looked(), {kind: 'move', by: 99}, {kind: 'type', text: 'zone'}]);
    expect([chosen(filtered), filtered.selected]).toEqual(['dns/zone', 0]);
    expect(chosen(play([{kind: 'clear'}], filtered))).toBe('dns/zone');
  });
});

describe('the screen of a watch', () => {
  it.each([
    [40, 12],
    [80, 24],
    [120, 40],
  ])('fits %i by %i', (columns, rows) => {
    const open = play([looked(), {kind: 'toggle'}]);
    for (const state of [emptyWatchState, play([looked()]), open, play([{kind: 'mode', mode: 'help'}], open)]) {
      const lines = format(state, columns, rows);
      expect(lines.length).toBeLessThanOrEqual(rows);
      expect(lines.filter(({text}) => text.length > columns)).toEqual([]);
    }
    expect(format(open, columns, rows).map(({text}) => text)).toMatchSnapshot();
  });

  it('shows the road of a request where there is room for it', () => {
    const road = play([looked([...findings, finding('road/records-lead-to-ingress', 'fail')])]);
    const shown = (rows: number) => format(road, 80, rows).some(({text}) => text.includes('records ✖'));
    expect([shown(24), shown(12)]).toEqual([true, false]);
  });

  it('shows details that are longer than their place page by page, and the first again after the last', () => {
    const tries = Array.from({length: 12}, (_, index) => ({text: `Try number ${index}.`}));
    const open = play([looked([finding('pods/critical', 'fail', {tries})]), {kind: 'toggle'}]);
    const details = (state: WatchState) =>
      format(state, 80, 24)
        .map(({text}) => text)
        .join('\n');
    expect(details(open)).toContain('page 1 of 2 · Space shows more');
    expect(details(open)).not.toContain('Try number 11.');
    const end = play([{kind: 'page'}], open);
    expect(details(end)).toContain('Try number 11.');
    expect(details(end)).toContain('page 2 of 2 · Space goes back to the first');
    expect(details(play([{kind: 'page'}], end))).toBe(details(open));
    expect(play([{kind: 'move', by: 1}], end).page).toBe(0);
    expect(play([looked(), {kind: 'page'}]).page).toBe(0);
  });

  it('says since when a finding is as it is', () => {
    const at = (atMs: number, list = findings): WatchAction => ({
      kind: 'looked',
      reach: 'all',
      report: createReport(list),
      atMs,
    });
    const seen = (state: WatchState) =>
      format(play([{kind: 'toggle'}], state), 80, 40).find(({text}) => text.includes('so for'))?.text;
    const twice = play([at(1000), at(5000)]);
    expect(seen(twice)).toContain('so for 8 s');
    const worse = findings.map((entry) =>
      entry.id === 'pods/critical' ? {...entry, verdict: 'warn' as const} : entry,
    );
    expect(seen(play([at(7000, worse)], twice))).toContain('so for 2 s');
  });

  it('keeps the chosen row visible in a list that is longer than the screen', () => {
    const many = Array.from({length: 500}, (_, index) => finding(`pods/p${index}`, 'fail'));
    const lines = format(play([looked(many), {kind: 'move', by: 321}]), 80, 24);
    expect(lines.find(({isSelected}) => isSelected)?.text).toContain('pods/p321');
  });
});
