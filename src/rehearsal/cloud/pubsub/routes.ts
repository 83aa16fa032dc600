import type {Call, Handler, Reply, Route, Verb} from '../http/call.js';
import {reply} from '../http/call.js';
import {CloudRefusal} from '../http/cloud-refusal.js';
import type {Json} from '../json.js';

function nameOf(call: Call): string {
  return `projects/${call.params.project}/topics/${call.params.topic}`;
}

function selectTopic(call: Call): Json {
  const found = call.context.state.topics[nameOf(call)];
  if (found) return found;
  throw new CloudRefusal(404, `Resource not found (resource=${call.params.topic}).`, {reason: ''});
}

function createTopic(call: Call): Reply {
  const name = nameOf(call);
  if (!/^[A-Za-z][\w.~+%-]{2,254}$/.test(call.params.topic ?? '') || call.params.topic?.startsWith('goog')) {
    throw new CloudRefusal(400, `Invalid resource name given (name=${name}).`, {reason: ''});
  }
  if (call.context.state.topics[name])
    throw new CloudRefusal(409, `Resource already exists in the project (resource=${call.params.topic}).`, {
      reason: '',
    });
  const topic = {name, ...(call.body.labels && {labels: call.body.labels})};
  call.context.state.topics[name] = topic;
  return reply(topic);
}

function readTopic(call: Call): Reply {
  return reply(selectTopic(call));
}

function deleteTopic(call: Call): Reply {
  delete call.context.state.topics[selectTopic(call).name];
  return reply({});
}

function route(id: string, verb: Verb, permission: string, handler: Handler): Route {
  return {
    service: 'pubsub.googleapis.com',
    id: `pubsub.projects.topics.${id}`,
    verb,
    path: '/v1/projects/{project}/topics/{topic}',
    permissions: [`pubsub.topics.${permission}`],
    handler,
  };
}

/** Topics only, to which a cluster's notifications may point: https://cloud.google.com/pubsub/docs/reference/rest */
export const pubsubRoutes: readonly Route[] = [
  route('create', 'PUT', 'create', createTopic),
  route('get', 'GET', 'get', readTopic),
  route('delete', 'DELETE', 'delete', deleteTopic),
];
