import type {CloudContext} from '../cloud-context.js';
import type {Json} from '../json.js';
import {formatTime} from '../operations/format-time.js';
import {digestOf} from '../registry/stand-in-image.js';

/** Images are followed for so long after a push. https://cloud.google.com/artifact-analysis/docs/container-scanning-overview */
const followedMs = 30 * 24 * 3_600_000;

/** A scan is through after so long: "scanning takes a few minutes" for most images. */
const scanMs = 90_000;

/** What an incident made known of images; `image` is a regular expression over `HOST/PATH`. */
export interface KnownVulnerability {
  readonly image: string;
  readonly name: string;
  readonly severity: string;
  readonly package: string;
  readonly isFixable: boolean;
}

function createOccurrence(project: string, kind: string, resourceUri: string, note: string, atMs: number): Json {
  const id = digestOf(`${resourceUri} ${kind} ${note}`).slice('sha256:'.length, 'sha256:'.length + 32);
  const time = formatTime(atMs);
  return {
    name: `projects/${project}/occurrences/${id.slice(0, 8)}-${id.slice(8, 12)}-${id.slice(12, 16)}-${id.slice(16, 20)}-${id.slice(20)}`,
    resourceUri,
    noteName: note,
    kind,
    createTime: time,
    updateTime: time,
  };
}

function discover(context: CloudContext, project: string, resourceUri: string, scannedMs: number): Json {
  const now = context.clock.now();
  const isThrough = now >= scannedMs + scanMs;
  return {
    ...createOccurrence(
      project,
      'DISCOVERY',
      resourceUri,
      'projects/goog-analysis/notes/PACKAGE_VULNERABILITY',
      scannedMs,
    ),
    discovery: {
      continuousAnalysis: now < scannedMs + followedMs ? 'ACTIVE' : 'INACTIVE',
      analysisStatus: isThrough ? 'FINISHED_SUCCESS' : 'SCANNING',
      ...(isThrough && {lastScanTime: formatTime(scannedMs + scanMs)}),
    },
  };
}

function tell(project: string, resourceUri: string, known: KnownVulnerability, atMs: number): Json {
  const {name, severity, package: affectedPackage, isFixable} = known;
  const version = {kind: isFixable ? 'NORMAL' : 'MAXIMUM', ...(isFixable && {name: '2.0.0', fullName: '2.0.0'})};
  return {
    ...createOccurrence(project, 'VULNERABILITY', resourceUri, `projects/goog-vulnz/notes/${name}`, atMs),
    vulnerability: {
      type: 'OS',
      severity,
      effectiveSeverity: severity,
      shortDescription: name,
      fixAvailable: isFixable,
      packageIssue: [
        {
          affectedPackage,
          affectedVersion: {kind: 'NORMAL', name: '1.0.0', fullName: '1.0.0'},
          fixedPackage: affectedPackage,
          fixedVersion: version,
          fixAvailable: isFixable,
          effectiveSeverity: severity,
          packageType: 'OS',
        },
      ],
    },
  };
}

/**
 * What Artifact Analysis has of a project's images: of each manifest that was pushed while scanning was enabled that it
 * was scanned, and what is known of it since. Of an index nothing: its parts are scanned.
 */
export function listOccurrences(context: CloudContext, project: string): readonly Json[] {
  const {scans, vulnerabilities} = context.state.registry;
  return Object.entries(scans).flatMap(([name, {projectId, atMs}]) => {
    if (projectId !== project) return [];
    const resourceUri = `https://${name}`;
    const repository = name.split('@')[0] ?? '';
    const own = vulnerabilities.filter(({image}) => new RegExp(`^(?:${image})$`).test(repository));
    const isThrough = context.clock.now() >= atMs + scanMs;
    return [
      discover(context, project, resourceUri, atMs),
      ...(isThrough ? own.map((known) => tell(project, resourceUri, known, atMs + scanMs)) : []),
    ];
  });
}
