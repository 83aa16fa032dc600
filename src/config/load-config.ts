import {z} from 'zod';
import {type Diagnostic, isErrorDiagnostic} from '../model/diagnostic.js';
import type {InstallConfig} from '../model/install-config.js';
import {createInstallConfig} from './create-install-config.js';
import {createView} from './load/create-view.js';
import {findLiteralSecrets} from './load/find-literal-secrets.js';
import {issueProblems} from './load/issue-problems.js';
import type {ConfigSource, Layer} from './load/layer.js';
import {locateProblems} from './load/locate-problems.js';
import {mergeLayers} from './load/merge-layers.js';
import {parseConfigFile} from './load/parse-config-file.js';
import type {PlainObject} from './load/plain-data.js';
import {formatPath, type Problem} from './load/problem.js';
import {selectProvenance} from './load/select-provenance.js';
import {answerLayer, environmentLayer, flagLayer} from './load/value-layers.js';
import {findConflicts} from './rules/find-conflicts.js';
import type {View} from './rules/view.js';
import {installationSchema} from './schema/installation-schema.js';

export interface ConfigSources {
  /** Files by rising strength: what a later one says, an earlier one does not decide any more. */
  readonly files: ReadonlyArray<{readonly path: string; readonly text: string}>;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** By field path: `{'project.id': 'acme-platform'}`. */
  readonly flags?: Readonly<Record<string, string | undefined>>;
  readonly answers?: PlainObject;
}

export interface LoadedConfig {
  /** Absent where there is an error. */
  readonly config?: InstallConfig;
  /** What was given by all sources together, before defaults: what an interview need not ask any more. */
  readonly given: PlainObject;
  /** By field path, who gave each value. */
  readonly provenance: Readonly<Record<string, ConfigSource>>;
  /** Everything that is wrong, errors and warnings, in the order of the file. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The configuration from all that was given; flag > environment > file > answer > default. */
export function loadConfig({files, environment = {}, flags = {}, answers}: ConfigSources): LoadedConfig {
  const parsed = files.map((file) => parseConfigFile(file, installationSchema)).reverse();
  const broken = parsed.flatMap(({diagnostics}) => diagnostics);
  if (broken.length > 0) return {given: {}, provenance: {}, diagnostics: broken};
  const layers: Layer[] = [
    flagLayer(flags),
    environmentLayer(environment),
    ...parsed.flatMap(({layer}) => layer ?? []),
    ...(answers === undefined ? [] : [answerLayer(answers)]),
  ];
  const given = mergeLayers(layers);
  const value = withSections(withHeader(given, files.length === 0));
  const result = installationSchema.safeParse(value);
  const secrets = findLiteralSecrets(value);
  const others = [
    ...(result.success ? [] : issueProblems(result.error, value, installationSchema)),
    ...findConflicts(createView(installationSchema, value) as View),
  ];
  const problems = withoutEchoes([...secrets, ...others]);
  const diagnostics = orderByPlace(locateProblems(problems, layers));
  const isNothing = files.length === 0 && answers === undefined;
  const hasErrors = diagnostics.some(isErrorDiagnostic);
  if (result.success && !hasErrors) {
    const config = createInstallConfig(result.data);
    return {config, given, provenance: selectProvenance(config, layers), diagnostics};
  }
  return {given, provenance: {}, diagnostics: isNothing ? [noConfiguration, ...diagnostics] : diagnostics};
}

const noConfiguration: Diagnostic = {
  code: 'SHK_CONFIG_E0001',
  summary: 'There is no configuration.',
  detail: 'Found no file, and what the command line and the environment give is not enough.',
  tries: [
    {text: 'Be asked on a terminal.', command: 'shakinstall init'},
    {text: 'Name the file.', command: 'shakinstall init --config shakinstall.yaml'},
    {text: 'Start from templates/config/minimal.yaml.'},
    {text: 'Try everything out without a cloud.', command: 'shakinstall init --rehearse'},
  ],
  blame: 'user',
};

/** Without a file nobody writes the two lines that say what the file is. */
function withHeader(value: PlainObject, isWithoutFile: boolean): PlainObject {
  return isWithoutFile ? {apiVersion: 'shakinstall.dev/v1', kind: 'Installation', ...value} : value;
}

/** A section that is left out is as good as an empty one: what it lacks is named field by field. */
function withSections(value: PlainObject): PlainObject {
  const sections = Object.entries(installationSchema.shape).filter(
    ([key, schema]) => schema instanceof z.ZodObject && value[key] === undefined,
  );
  return {...value, ...Object.fromEntries(sections.map(([key]) => [key, {}]))};
}

/** Nothing is said twice, and a secret is not judged by its form as well. */
function withoutEchoes(problems: readonly Problem[]): Problem[] {
  const secrets = new Set(problems.filter(({code}) => code === 'SHK_CONFIG_E0013').map(({path}) => formatPath(path)));
  return problems.filter(
    (problem, index) =>
      (problem.code === 'SHK_CONFIG_E0013' || !secrets.has(formatPath(problem.path))) &&
      problems.findIndex(
        ({path, code, summary}) =>
          formatPath(path) === formatPath(problem.path) &&
          code === problem.code &&
          (code === 'SHK_CONFIG_E0013' || summary === problem.summary),
      ) === index,
  );
}

function orderByPlace(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const rank = ({location}: Diagnostic) => (location?.line ?? 0) * 10_000 + (location?.column ?? 0);
  return diagnostics.toSorted(
    (a, b) => (a.location?.file ?? '').localeCompare(b.location?.file ?? '') || rank(a) - rank(b),
  );
}
