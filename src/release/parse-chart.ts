import {z} from 'zod';
import type {Diagnostic} from '../model/diagnostic.js';
import {releaseDiagnostic} from './release-diagnostic.js';
import {parseLocatedYaml} from './schema/located-yaml.js';

const chartSchema = z.looseObject({
  apiVersion: z.enum(['v1', 'v2']),
  name: z.string().min(1),
  version: z.string().min(1),
  type: z.enum(['application', 'library']).nullish(),
  kubeVersion: z.string().nullish(),
  appVersion: z.union([z.string(), z.number()]).nullish(),
});

/** What Chart.yaml says. https://helm.sh/docs/topics/charts/#the-chartyaml-file */
export interface ChartFile {
  readonly name: string;
  readonly version: string;
  readonly kubeVersion?: string;
  readonly appVersion?: string;
}

/** Reads the text of a Chart.yaml; a library chart cannot be installed and is refused. */
export function parseChart(
  text: string,
  file: string,
): {readonly chart?: ChartFile; readonly diagnostics: readonly Diagnostic[]} {
  const located = parseLocatedYaml(text, file);
  if (!located.yaml) return {diagnostics: located.diagnostics};
  const yaml = located.yaml;
  const parsed = chartSchema.safeParse(yaml.value);
  if (!parsed.success) {
    return {
      diagnostics: parsed.error.issues.map((issue) =>
        releaseDiagnostic('SHK_RELEASE_E0005', `${file} is not the description of a chart`, {
          detail: `${issue.path.join('.') || 'document'}: ${issue.message}`,
          location: yaml.locate(issue.path),
        }),
      ),
    };
  }
  if (parsed.data.type === 'library') {
    return {
      diagnostics: [
        releaseDiagnostic('SHK_RELEASE_E0005', `${file} describes a library, which cannot be installed`, {
          location: yaml.locate(['type']),
        }),
      ],
    };
  }
  const {name, version, kubeVersion, appVersion} = parsed.data;
  return {
    chart: {
      name,
      version,
      ...(kubeVersion ? {kubeVersion} : {}),
      ...(appVersion === undefined || appVersion === null ? {} : {appVersion: String(appVersion)}),
    },
    diagnostics: [],
  };
}
