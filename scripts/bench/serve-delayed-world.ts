import {dirname} from 'node:path';
import {openWorld} from '../../test/worlds/open-world.js';
import {worlds} from '../../test/worlds/worlds.js';
import type {DelayedWorldAnswer, DelayedWorldQuestion} from './delayed-world.js';

/** A prepared world as a process of its own, so that its computing is not taken for the preflight's. */
const [name = ''] = process.argv.slice(2);
const definition = worlds.find((world) => world.name === name);
if (definition === undefined) throw new Error(`there is no world ${name}`);
const world = await openWorld(definition);
const {environment, subject} = world.workspace;

const send = (answer: DelayedWorldAnswer) => process.send?.(answer);

process.on('message', async (question: DelayedWorldQuestion) => {
  if (question.ask === 'delay') {
    world.delay(question.ms);
    await world.inject('cluster-api-latency', {delayMs: question.ms * (environment.clock?.speed ?? 1)});
  }
  if (question.ask === 'forget') world.calls.length = 0;
  send({questions: world.calls.map((call) => call.question)});
});
process.once('disconnect', () => void world.close());

send({place: {environment, directory: dirname(subject.places.state)}});
