import type {Json} from '../json.js';

/** Enum names by number: google/devtools/artifactregistry/v1/repository.proto */
const formats = [
  'FORMAT_UNSPECIFIED',
  'DOCKER',
  'MAVEN',
  'NPM',
  '',
  'APT',
  'YUM',
  '',
  'PYTHON',
  'KFP',
  'GO',
  'GENERIC',
];
const modes = ['MODE_UNSPECIFIED', 'STANDARD_REPOSITORY', 'VIRTUAL_REPOSITORY', 'REMOTE_REPOSITORY'];
const scanning = ['ENABLEMENT_STATE_UNSPECIFIED', 'SCANNING_UNSUPPORTED', 'SCANNING_DISABLED', 'SCANNING_ACTIVE'];

/** A repository that a client sent, enum numbers turned into names. */
export function decodeRepository(body: Json): Json {
  const name = (names: readonly string[], value: unknown) => (typeof value === 'number' ? names[value] : value);
  return {
    ...body,
    ...(body.format !== undefined && {format: name(formats, body.format)}),
    ...(body.mode !== undefined && {mode: name(modes, body.mode)}),
  };
}

/** A repository with enum numbers, as `$alt=json;enum-encoding=int` asks. */
export function encodeRepository(repository: Json): Json {
  const config = repository.vulnerabilityScanningConfig;
  return {
    ...repository,
    format: formats.indexOf(repository.format),
    mode: modes.indexOf(repository.mode),
    ...(config && {
      vulnerabilityScanningConfig: {...config, enablementState: scanning.indexOf(config.enablementState)},
    }),
  };
}
