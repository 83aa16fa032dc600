import type {Prompter, Reply} from '../../model/ports/prompter.js';
import {findAnswerProblem} from './find-answer-problem.js';
import type {InterviewLists} from './interview-lists.js';
import {type Answers, type ChoiceQuestion, type Question, type TextQuestion, withAnswer} from './question.js';

interface Asking {
  readonly answers: Answers;
  readonly lists: InterviewLists;
  /** What was replied when the question was asked before. */
  readonly earlier: string | undefined;
}

/** Asks until the answer is right, or until the person wants to go back. */
export async function askQuestion(prompter: Prompter, question: Question, asking: Asking): Promise<Reply<string>> {
  const {answers, lists, earlier} = asking;
  const message = typeof question.message === 'string' ? question.message : question.message(answers);
  if (question.kind === 'yes-no') {
    const isYes = earlier === undefined ? question.isYesProposed : earlier === 'yes';
    const reply = await prompter.confirm({message, default: isYes});
    return reply === 'back' ? reply : {value: reply.value ? 'yes' : 'no'};
  }
  const choices = question.kind === 'choice' ? await question.choose(answers, lists) : undefined;
  // A list may be there in part, such as zones without their accelerators.
  let hint = question.kind === 'choice' ? lists.takeProblem() : undefined;
  if (choices === undefined || choices.length === 0) return await askText(prompter, question, {message, hint}, asking);
  for (;;) {
    const isListed = choices.some(({value}) => value === earlier);
    const reply = await prompter.select({message, hint, choices, default: isListed ? earlier : choices[0]?.value});
    if (reply === 'back') return reply;
    hint = findProblem(question, answers, reply.value);
    if (hint === undefined) return reply;
  }
}

async function askText(
  prompter: Prompter,
  question: TextQuestion | ChoiceQuestion,
  words: {readonly message: string; readonly hint: string | undefined},
  {answers, lists, earlier}: Asking,
): Promise<Reply<string>> {
  const proposed = question.kind === 'text' ? question.propose?.(answers, lists) : undefined;
  const reply = await prompter.input({
    ...words,
    default: earlier ?? proposed,
    validate: (text) => findProblem(question, answers, text.trim()),
  });
  return reply === 'back' ? reply : {value: reply.value.trim()};
}

function findProblem(question: TextQuestion | ChoiceQuestion, answers: Answers, text: string): string | undefined {
  return findAnswerProblem(writeAnswer(question, answers, text), question.path, question.isOptional ?? false);
}

/** The answers with a reply to a question. */
export function writeAnswer(question: Question, answers: Answers, text: string): Answers {
  return question.write?.(answers, text) ?? withAnswer(answers, question.path, text === '' ? undefined : text);
}
