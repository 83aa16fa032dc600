import type {Prompter} from '../../model/ports/prompter.js';
import {isGiven} from '../load/is-given.js';
import {parsePath} from '../load/problem.js';
import {askQuestion, writeAnswer} from './ask-question.js';
import type {InterviewLists} from './interview-lists.js';
import type {Answers} from './question.js';
import {questions} from './questions.js';

/**
 * Asks for everything that `given` leaves open, in the runbook's order, and returns both together, in the
 * shape of the configuration. Going back takes the last answer away and proposes it anew.
 * Rejects where the person breaks off.
 */
export async function runInterview(prompter: Prompter, lists: InterviewLists, given: Answers = {}): Promise<Answers> {
  const asked: Array<{readonly index: number; readonly before: Answers}> = [];
  const earlier = new Map<number, string>();
  let answers = given;
  let index = 0;
  for (;;) {
    const question = questions[index];
    if (question === undefined) return answers;
    if (isGiven(given, parsePath(question.path)) || question.isAsked?.(answers) === false) {
      index++;
      continue;
    }
    const reply = await askQuestion(prompter, question, {answers, lists, earlier: earlier.get(index)});
    if (reply === 'back') {
      const last = asked.pop();
      answers = last?.before ?? answers;
      index = last?.index ?? index;
      continue;
    }
    asked.push({index, before: answers});
    earlier.set(index, reply.value);
    answers = writeAnswer(question, answers, reply.value);
    index++;
  }
}
