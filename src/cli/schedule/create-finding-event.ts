import {createHash} from 'node:crypto';
import type {Finding} from '../../model/finding.js';
import type {KubeObject} from '../../model/ports/kube.js';
import {doctorName} from './schedule-names.js';

/** The API server refuses notes of more bytes. https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/ */
const mostNoteBytes = 1024;

const dots = '…';

/** A text of at most so many bytes, cut between characters. */
function cutText(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  let kept = '';
  let size = Buffer.byteLength(dots);
  for (const character of text) {
    size += Buffer.byteLength(character);
    if (size > bytes) break;
    kept += character;
  }
  return kept + dots;
}

const formatNote = ({id, resource, observed, expected, tries}: Finding): string => {
  const command = tries.find((entry) => entry.command !== undefined)?.command;
  return cutText(
    [
      `${id}${resource === undefined ? '' : ` (${resource})`}: ${observed}`,
      `want: ${expected}`,
      ...(command === undefined ? [] : [`try: ${command}`]),
    ].join('\n'),
    mostNoteBytes,
  );
};

/** Which Event a finding is; the same finding is the same Event at every look, as a note may not change later. */
export function nameFindingEvent(finding: Finding): string {
  const text = JSON.stringify([finding.id, finding.verdict, finding.resource, formatNote(finding)]);
  return `${doctorName}.${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
}

/**
 * A finding as an Event on the doctor's own namespace, where its role lets it write; one that is there already
 * becomes a series. `nowMs` is in milliseconds since the epoch.
 */
export function createFindingEvent(
  finding: Finding,
  {namespace, nowMs, before}: {readonly namespace: string; readonly nowMs: number; readonly before?: KubeObject},
): KubeObject {
  const now = new Date(nowMs).toISOString().replace('Z', '000Z');
  const series = before?.series as {readonly count?: number} | undefined;
  return {
    apiVersion: 'events.k8s.io/v1',
    kind: 'Event',
    metadata: {name: nameFindingEvent(finding), namespace},
    eventTime: before?.eventTime ?? now,
    reportingController: 'shakinstall.dev/doctor',
    // Not the pod's name: it may not change in a series, and every run is another pod.
    reportingInstance: doctorName,
    action: 'Look',
    reason: {fail: 'CheckFailed', warn: 'CheckWarned', unknown: 'CheckUnknown', pass: '', skipped: ''}[finding.verdict],
    type: finding.verdict === 'unknown' ? 'Normal' : 'Warning',
    note: formatNote(finding),
    regarding: {apiVersion: 'v1', kind: 'Namespace', name: namespace, namespace},
    ...(before === undefined ? {} : {series: {count: (series?.count ?? 1) + 1, lastObservedTime: now}}),
  };
}
