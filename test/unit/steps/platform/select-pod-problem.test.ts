import {expect, it} from 'vitest';
import type {KubeObject} from '../../../../src/model/ports/kube.js';
import {selectPodProblem, selectPodProblems} from '../../../../src/steps/platform/select-pod-problem.js';

const pod = (name: string, status: object): KubeObject => ({apiVersion: 'v1', kind: 'Pod', metadata: {name}, status});
const starting = pod('starting', {
  phase: 'Pending',
  containerStatuses: [{name: 'web', ready: false, state: {waiting: {reason: 'PodInitializing'}}}],
});
const pulling = pod('pulling', {
  phase: 'Pending',
  containerStatuses: [{name: 'web', ready: false, state: {waiting: {reason: 'ImagePullBackOff', message: 'gone'}}}],
});
const serving = pod('serving', {phase: 'Running', containerStatuses: [{name: 'web', ready: true, state: {}}]});
const ended = pod('ended', {phase: 'Succeeded', containerStatuses: [{name: 'web', ready: false, state: {}}]});

it('names a reason before what has none yet', () => {
  expect(selectPodProblems([starting, serving, ended, pulling])).toEqual([
    'pod pulling, container web: ImagePullBackOff (gone)',
    'pod starting, container web is not ready',
  ]);
});

it('has nothing to say of pods that serve, or ended as they should', () => {
  expect([serving, ended].map(selectPodProblem)).toEqual([undefined, undefined]);
});
