import { t } from '@/components/ui/say';
import type { ProfileProblem } from '@/lib/model/profile';
import { problemWords } from './words';

/** What is wrong with a profile, field by field. */
export function Problems({ problems }: { problems: readonly ProfileProblem[] }) {
  return (
    <dl class="problems">
      {problems.map((problem) => (
        <div key={problem.field} data-problem={problem.reason} data-path={problem.field}>
          <dt>
            {problem.field === '' ? (
              t('dashboard.import.whole')
            ) : (
              <code class="wrap">{problem.field}</code>
            )}
          </dt>
          <dd>{problemWords(problem)}</dd>
        </div>
      ))}
    </dl>
  );
}
