/** What is asked by the next statement. */
interface Gathering<Question, Answer> {
  readonly questions: Question[];
  readonly answers: Promise<readonly Answer[]>;
}

/**
 * Asks one question of many at once: all who ask while one statement is under way share the next one. However
 * many ask, they take one connection.
 *
 * @param answer gives an answer for each question, in their order.
 * @param most so many share a statement at most: what it answers must be there within its time.
 */
export function askTogether<Question, Answer>(
  answer: (questions: readonly Question[]) => Promise<readonly Answer[]>,
  most = Number.POSITIVE_INFINITY,
): (question: Question) => Promise<Answer> {
  let running: Promise<unknown> = Promise.resolve();
  let gathering: Gathering<Question, Answer> | null = null;
  const gather = (): Gathering<Question, Answer> => {
    const questions: Question[] = [];
    const answers = running.then(() => {
      if (gathering?.questions === questions) gathering = null;
      return answer(questions);
    });
    running = answers.catch(() => {});
    return { questions, answers };
  };
  return async (question) => {
    if (gathering === null || gathering.questions.length >= most) gathering = gather();
    const { questions, answers } = gathering;
    const place = questions.push(question) - 1;
    // There is one for each question.
    return (await answers)[place] as Answer;
  };
}
