import type { ComponentChildren } from 'preact';
import { Section } from '@/components/ui/Section';
import { figure, t } from '@/components/ui/say';
import type { PlanGroup } from '@/lib/model/plan';
import { Batches } from './Batches';
import { Fold } from './Fold';
import { People, type PeopleColumn } from './People';
import { UserAccessLink } from './UserAccessLink';
import { type FetchPeople, GROUPS, type PlanFigures } from './view';
import { GROUP_LOOKS, groupName } from './words';

interface GroupsProps {
  figures: PlanFigures;
  fetch: FetchPeople;
  now: number;
}

/** The groups that somebody is in, in the order in which they are to be dealt with. */
export function Groups({ figures, fetch, now }: GroupsProps) {
  return (
    <>
      {GROUPS.filter((group) => figures.counts[group] > 0).map((group) => (
        <GroupPart key={group} group={group} figures={figures} fetch={fetch} now={now} />
      ))}
    </>
  );
}

const COLUMNS = {
  invite: ['planned', 'team'],
  grant: ['planned'],
  'wrong-workspace': ['now', 'planned', 'seen'],
  'not-in-roster': ['now', 'team', 'seen'],
  unknown: ['planned', 'seen'],
  done: ['now', 'seen'],
} as const satisfies Record<PlanGroup, readonly PeopleColumn[]>;

function GroupPart({ group, figures, fetch, now }: GroupsProps & { group: PlanGroup }) {
  const { counts, batches, revision } = figures;
  const name = groupName(group);
  const people = (
    <People
      source={{ kind: 'group', group }}
      name={name}
      columns={COLUMNS[group]}
      total={counts[group]}
      revision={revision}
      fetch={fetch}
      now={now}
    />
  );
  return (
    <Section
      name={group}
      title={t('plan.group.heading', { name, count: figure(counts[group]) })}
      what={t(GROUP_LOOKS[group].what)}
    >
      <Advice group={group} />
      <div class="card">
        {group === 'grant' ? (
          <Batches batches={batches} revision={revision} fetch={fetch} now={now} />
        ) : group === 'done' ? (
          <Fold name="done" closed={t('plan.group.done.show')} opened={t('plan.group.done.hide')}>
            {people}
          </Fold>
        ) : (
          people
        )}
      </div>
    </Section>
  );
}

/** What is to be done about a group; nothing for those about whom nothing is. */
function Advice({ group }: { group: PlanGroup }) {
  switch (group) {
    case 'wrong-workspace':
      return (
        <Todo>
          <ol class="plan-steps">
            <li>
              <span class="strong">{t('plan.group.wrong.disconnect')}</span>{' '}
              {t('plan.group.wrong.disconnectWhat')}
            </li>
            <li>
              <span class="strong">{t('plan.group.wrong.grant')}</span>{' '}
              {t('plan.group.wrong.grantWhat')}
            </li>
          </ol>
          <p class="muted">{t('plan.group.wrong.why')}</p>
        </Todo>
      );
    case 'unknown':
      return (
        <Todo>
          <p>{t('plan.group.unknown.todo')}</p>
        </Todo>
      );
    case 'grant':
      return (
        <Todo>
          <p>{t('plan.group.grant.todo')}</p>
        </Todo>
      );
    case 'invite':
      return <p class="plan-todo">{t('plan.group.invite.todo')}</p>;
    case 'not-in-roster':
      return <p class="plan-todo">{t('plan.group.extra.todo')}</p>;
    case 'done':
      return null;
  }
}

/** Something to do under User Access, and the way there. */
function Todo({ children }: { children: ComponentChildren }) {
  return (
    <div class="plan-todo">
      {children}
      <p>
        <UserAccessLink />
      </p>
    </div>
  );
}
