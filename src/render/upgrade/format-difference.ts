import pc from 'picocolors';
import type {ImageChange, ReleaseDifference} from '../../model/release-difference.js';
import {wrapText} from '../../model/wrap-text.js';

/** So many objects are told field by field; more are counted. */
const mostObjects = 40;
const mostFields = 12;

const section = (title: string, lines: readonly string[]) =>
  lines.length === 0 ? [] : [[pc.bold(title), ...lines].join('\n')];

/** `repository:tag` in two, for images whose repository stays. */
function splitImage(image: string): readonly [string, string] {
  const at = image.includes('@') ? image.indexOf('@') : image.lastIndexOf(':');
  return at > image.lastIndexOf('/') ? [image.slice(0, at), image.slice(at + 1)] : [image, ''];
}

function formatImage(from: string | undefined, to: string | undefined): string {
  if (from === undefined) return `+ ${to}`;
  if (to === undefined) return `- ${from}`;
  const [[oldName, oldTag], [name, tag]] = [splitImage(from), splitImage(to)];
  return oldName === name ? `~ ${name}  ${oldTag} → ${tag}` : `~ ${from} → ${to}`;
}

function formatImages(images: readonly ImageChange[]): string[] {
  const groups = Map.groupBy(images, ({from, to}) => formatImage(from, to));
  return [...groups].flatMap(([line, own]) => [`  ${line}`, ...own.map(({where}) => pc.dim(`      ${where}`))]);
}

function formatGap({restarts}: ReleaseDifference): string {
  const gaps = restarts.filter(({hasGap}) => hasGap);
  if (gaps.length === 0) return 'none: whatever restarts has another pod that serves meanwhile';
  return `some minutes of ${gaps.map(({object}) => object).join(', ')}; everything else serves on`;
}

/** What a release changes, for whoever has to say yes to it. */
export function formatDifference(difference: ReleaseDifference, columns = Number.POSITIVE_INFINITY): string {
  const {
    images,
    values,
    conflicts,
    keptEdits,
    created,
    deleted,
    changed,
    refused,
    untried,
    definitions,
    restarts,
    hooks,
  } = difference;
  const marks = {added: '+', removed: '-', changed: '~'} as const;
  const wrap = (text: string) =>
    wrapText(text, columns, 6).map((line, index) => `${index === 0 ? '    ' : '      '}${line}`);
  const shown = changed.slice(0, mostObjects);
  const sections = [
    ...section('Images', formatImages(images)),
    ...section(
      'Values',
      values.map(({path, kind, from, to}) => {
        const text = kind === 'added' ? to : kind === 'removed' ? from : `${from} → ${to}`;
        return `  ${marks[kind]} ${path}: ${text}`;
      }),
    ),
    ...section(
      'Edited values that stay as they are',
      keptEdits.map((path) => `  = ${path}`),
    ),
    ...section(
      'Edited values that the release changes as well: the edits are kept',
      conflicts.map(
        ({path, kept, offered}) => `  ! ${path}: ${kept} stays; the release would have ${offered ?? 'none'}`,
      ),
    ),
    ...section('Objects', [
      ...created.map((object) => `  + ${object}`),
      ...deleted.map((object) => `  - ${object}`),
      ...shown.flatMap(({object, fields}) => [
        `  ~ ${object}`,
        ...fields.slice(0, mostFields).flatMap(({path, from, to}) => wrap(`${path}: ${from} → ${to}`)),
        ...(fields.length > mostFields ? [`      and ${fields.length - mostFields} fields more`] : []),
      ]),
      ...(changed.length > shown.length ? [`  and ${changed.length - shown.length} objects more`] : []),
    ]),
    ...section(
      'Fields that cannot be changed in place',
      refused.flatMap(({object, message, replaced}) => [
        `  ${replaced === undefined ? pc.red('✖') : '~'} ${object}${replaced === undefined ? '' : `: it is made anew, ${replaced}`}`,
        ...wrap(message),
      ]),
    ),
    ...section(
      'Not tried',
      untried.map(({object, reason}) => `  ? ${object}: ${reason}`),
    ),
    ...section(
      'Definitions',
      definitions.flatMap(({name, kind, fieldsAdded, fieldsRemoved, versionsRemoved, orphanedVersions}) => [
        `  ${kind === 'added' ? '+' : '~'} ${name}`,
        ...fieldsAdded.map((path) => `      + ${path}`),
        ...fieldsRemoved.map((path) => `      - ${path}`),
        ...versionsRemoved.map((version) => `      - version ${version}`),
        ...(kind === 'added'
          ? []
          : [
              `      stored versions ${orphanedVersions.length === 0 ? 'all stay' : `without a home: ${orphanedVersions.join(', ')}`}`,
            ]),
      ]),
    ),
    ...section(
      'Hooks and Jobs that run',
      hooks.map(({object, moment}) => `  ${moment.padEnd(12)} ${object}`),
    ),
    ...section(
      'What restarts',
      restarts.map(
        ({object, replicas, hasGap}) =>
          `  ${object}, ${replicas} ${replicas === 1 ? 'pod' : 'pods'}${hasGap ? ', with a gap' : ', one after the other'}`,
      ),
    ),
    [pc.bold('Expected downtime'), ...wrapText(formatGap(difference), columns, 2).map((line) => `  ${line}`)].join(
      '\n',
    ),
  ];
  return sections.join('\n\n');
}
