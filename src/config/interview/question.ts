import type {PromptChoice} from '../../model/ports/prompter.js';
import {type PlainObject, selectAt, withAt} from '../load/plain-data.js';
import {parsePath} from '../load/problem.js';
import type {InterviewLists} from './interview-lists.js';

/** What has been answered so far, in the shape of the configuration. */
export type Answers = PlainObject;

interface QuestionBase {
  /** Field that the answer decides; a question about a field that is given already is not asked. */
  readonly path: string;
  readonly message: string | ((answers: Answers) => string);
  /** Whether the answers so far make the question necessary; always where left out. */
  readonly isAsked?: (answers: Answers) => boolean;
  /** The answers with this one; where left out the text is the field's value, and an empty one leaves it out. */
  readonly write?: (answers: Answers, text: string) => Answers;
}

/** A text that is typed. */
export interface TextQuestion extends QuestionBase {
  readonly kind: 'text';
  readonly isOptional?: boolean;
  readonly propose?: (answers: Answers, lists: InterviewLists) => string | undefined;
}

/** One of several; typed where there is no list. The first is proposed. */
export interface ChoiceQuestion extends QuestionBase {
  readonly kind: 'choice';
  readonly isOptional?: boolean;
  readonly choose: (answers: Answers, lists: InterviewLists) => Promise<readonly PromptChoice[] | undefined>;
}

/** Yes or no, written as the texts `yes` and `no`. */
export interface YesNoQuestion extends QuestionBase {
  readonly kind: 'yes-no';
  readonly isYesProposed: boolean;
}

export type Question = TextQuestion | ChoiceQuestion | YesNoQuestion;

/** The text at a path of the answers; empty where there is none. */
export function answerAt(answers: Answers, path: string): string {
  const value = selectAt(answers, parsePath(path));
  return typeof value === 'string' ? value : '';
}

/** The answers with another value at a path; undefined leaves it out. */
export function withAnswer(answers: Answers, path: string, value: unknown): Answers {
  return withAt(answers, parsePath(path), value) as Answers;
}

/** Choices that are the same in every project. */
export function fixedChoices(...choices: readonly (readonly [value: string, label: string, hint?: string])[]) {
  return async () => choices.map(([value, label, hint]) => ({value, label, hint}));
}
