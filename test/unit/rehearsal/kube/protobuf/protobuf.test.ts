import {expect, test} from 'vitest';
import {MessageWriter} from '../../../../../src/rehearsal/kube/openapi/message-writer.js';
import {decodeProtobufObject} from '../../../../../src/rehearsal/kube/protobuf/decode-protobuf-object.js';

/** The envelope in which Kubernetes' clients send protobuf. */
function wrap(apiVersion: string, kind: string, write: (writer: MessageWriter) => void): Buffer {
  const writer = new MessageWriter();
  writer.message(1, (type) => {
    type.text(1, apiVersion);
    type.text(2, kind);
  });
  writer.message(2, write);
  return Buffer.concat([Buffer.from('k8s\0', 'latin1'), writer.finish()]);
}

test('a config map is read by its field numbers', () => {
  const body = wrap('v1', 'ConfigMap', (map) => {
    map.message(1, (metadata) => {
      metadata.text(1, 'c');
      metadata.text(3, 'demo');
    });
    map.message(2, (entry) => {
      entry.text(1, 'key');
      entry.text(2, 'value');
    });
  });
  expect(decodeProtobufObject(body)).toEqual({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {name: 'c', namespace: 'demo'},
    data: {key: 'value'},
  });
});

test('a probe is read through the message that Go inlines', () => {
  const body = wrap('v1', 'Pod', (pod) =>
    pod.message(2, (spec) =>
      spec.message(2, (container) => {
        container.text(1, 'c');
        container.message(10, (probe) =>
          probe.message(1, (handler) => handler.message(2, (httpGet) => httpGet.text(1, '/ready'))),
        );
      }),
    ),
  );
  expect(decodeProtobufObject(body).spec.containers[0]).toEqual({
    name: 'c',
    livenessProbe: {httpGet: {path: '/ready'}},
  });
});

test('what is no such envelope is refused', () =>
  expect(() => decodeProtobufObject(Buffer.from('{}'))).toThrow(/does not appear to be a protobuf message/));
