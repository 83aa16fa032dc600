import type {Manifest} from '../../model/manifest.js';
import type {ReleaseSetting, ValuesOverride} from '../../model/release.js';
import type {ValuesScalar} from './derive-values.js';
import {SWITCH_TARGETS, type SwitchTarget, TEXT_TARGETS, type TextTarget} from './telling-objects.js';

/** Renders the chart with some more values; undefined where helm refuses. */
export type Render = (extraValues: Readonly<Record<string, unknown>>) => Promise<readonly Manifest[] | undefined>;

/** A chart that can be tried out. */
export interface Trial {
  readonly rendered: readonly Manifest[];
  /** Text of each template by its path. */
  readonly sources: ReadonlyMap<string, string>;
  /** Every scalar of the chart's values and of the values template. */
  readonly scalars: readonly ValuesScalar[];
  readonly render: Render;
}

/**
 * Finds where settings live by trying: the values that the template of a telling object reads are set, the chart is
 * rendered, and the objects show which one was it. `known` are settings that have their place already.
 */
export async function findOverrides(
  trial: Trial,
  known: ReadonlySet<ReleaseSetting>,
): Promise<{readonly overrides: readonly ValuesOverride[]; readonly homeless: readonly ReleaseSetting[]}> {
  const texts = TEXT_TARGETS.filter((target) => !known.has(target.setting));
  const switches = SWITCH_TARGETS.filter((target) => !known.has(target.setting));
  const found = await findTexts(texts, trial);
  for (const target of switches) {
    const path = await findSwitch(target, trial);
    if (path !== undefined) found.set(target.setting, path);
  }
  const settings = [...texts, ...switches].map((target) => target.setting);
  return {
    overrides: [...found].map(([setting, path]) => ({setting, path})),
    homeless: settings.filter((setting) => !found.has(setting)),
  };
}

/**
 * All candidates are set at once, each to a text of its own. Only where that hides the object, or helm refuses it,
 * are they tried one by one.
 */
async function findTexts(targets: readonly TextTarget[], trial: Trial): Promise<Map<ReleaseSetting, string>> {
  const candidates = new Map(targets.map((target) => [target, listReadPaths(target, trial)]));
  const paths = [...new Set([...candidates.values()].flat())];
  const found = new Map<ReleaseSetting, string>();
  const together = await trial.render(nestAll(paths.map((path, index) => [path, `trial${index}x`])));
  for (const target of targets) {
    const landed = paths.find((_, index) => together && isShown(target, together, `trial${index}x`));
    if (landed !== undefined) found.set(target.setting, landed);
    else if (!together?.some(target.isShownBy)) {
      const path = await findOneByOne(target, candidates.get(target) ?? [], trial.render);
      if (path !== undefined) found.set(target.setting, path);
    }
  }
  return found;
}

async function findOneByOne(target: TextTarget, paths: readonly string[], render: Render): Promise<string | undefined> {
  for (const path of paths) {
    const manifests = await render(nestAll([[path, 'trialx']]));
    if (manifests && isShown(target, manifests, 'trialx')) return path;
  }
  return undefined;
}

async function findSwitch(target: SwitchTarget, trial: Trial): Promise<string | undefined> {
  const isSwitch = (path: string) => {
    const scalar = trial.scalars.find((candidate) => candidate.path === path);
    return scalar === undefined || /^(true|false|null|)$/.test(String(scalar.value));
  };
  for (const path of listReadPaths(target, trial).filter(isSwitch)) {
    const manifests = await trial.render(nestAll([[path, target.trial]]));
    if (manifests && target.hasSwitched(manifests, trial.rendered)) return path;
  }
  return undefined;
}

function isShown(target: TextTarget, manifests: readonly Manifest[], text: string): boolean {
  return manifests.some((manifest) => target.isShownBy(manifest) && target.listTexts(manifest).includes(text));
}

/**
 * The values that the templates of a target's objects read as `.Values.a.b`, and all below where they read a map;
 * besides, those whose names tell. At most two dozen.
 */
function listReadPaths(target: Pick<TextTarget, 'isShownBy' | 'named'>, trial: Trial): string[] {
  const valuePaths = trial.scalars.map((scalar) => scalar.path);
  const files = new Set(trial.rendered.filter(target.isShownBy).map((manifest) => manifest.file));
  const texts = [...files].map((file) => sourceOf(file, trial.sources));
  const read = texts
    .flatMap((text) => [...text.matchAll(/\.Values\.([A-Za-z0-9_]+(?:\.[A-Za-z0-9_]+)*)/g)])
    .flatMap((match) => {
      const below = valuePaths.filter((path) => path.startsWith(`${match[1]}.`));
      return below.length > 0 ? below : [match[1]!];
    });
  const named = target.named ? valuePaths.filter((path) => target.named?.test(path)) : [];
  return [...new Set([...named, ...read])].slice(0, 24);
}

/** helm names a template `CHART/templates/…`; the sources know it by its path in the release. */
function sourceOf(file: string, sources: ReadonlyMap<string, string>): string {
  const path = file.slice(file.indexOf('/') + 1);
  for (const [name, text] of sources) if (name === path || name.endsWith(`/${path}`)) return text;
  return '';
}

/** One record that holds every value at its path; of two paths where one goes through the other, the first stays. */
export function nestAll(
  entries: ReadonlyArray<readonly [path: string, value: unknown]>,
): Readonly<Record<string, unknown>> {
  const root: Record<string, unknown> = {};
  for (const [path, value] of entries) {
    const keys = path.split('.');
    const last = keys.pop()!;
    let at: Record<string, unknown> | undefined = root;
    for (const key of keys) {
      at[key] ??= {};
      const next: unknown = at[key];
      at = typeof next === 'object' && next !== null ? (next as Record<string, unknown>) : undefined;
      if (!at) break;
    }
    if (at && !(last in at)) at[last] = value;
  }
  return root;
}
