import { Button } from '@/components/ui/Button';
import { Chip } from '@/components/ui/Chip';
import { Empty, Section } from '@/components/ui/Section';
import { t } from '@/components/ui/say';

/** A host of the console, and whether the browser lets us guard it. */
export interface GuardedHost {
  readonly host: string;
  readonly match: string;
  readonly isAllowed: boolean;
}

interface HostsProps {
  hosts: readonly GuardedHost[];
  /** The pods of Marketo Engage that are allowed. */
  pods: readonly string[];
  /** Where pods are allowed and switched off. */
  podsHref: string;
  /** Has the browser ask for a host. */
  allow(match: string): void;
}

/** On which hosts presses are held. */
export function Hosts({ hosts, pods, podsHref, allow }: HostsProps) {
  return (
    <>
      <Section name="consoles" title={t('hosts.consoles')}>
        <ul class="card rows">
          {hosts.map(({ host, match, isAllowed }) => (
            <li key={host} class="row" data-host={host} data-allowed={isAllowed}>
              <div class="row-text">
                <p class="row-title strong">{host}</p>
                {!isAllowed && <p class="small muted">{t('hosts.withheldWhy')}</p>}
              </div>
              <State isAllowed={isAllowed} />
              {!isAllowed && (
                <Button
                  data-action="host-allow"
                  aria-label={t('hosts.allowName', { host })}
                  onClick={() => allow(match)}
                >
                  {t('hosts.allow')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </Section>
      <Section name="engage-hosts" title={t('hosts.pods')}>
        {pods.length === 0 ? (
          <Empty name="pods" title={t('dashboard.engage.none')} why={t('hosts.podsNone')} />
        ) : (
          <ul class="card rows">
            {pods
              .flatMap((pod) => [`app-${pod}.marketo.com`, `engage-${pod}.marketo.com`])
              .map((host) => (
                <li key={host} class="row" data-host={host} data-allowed="true">
                  <p class="row-text strong">{host}</p>
                  <State isAllowed />
                </li>
              ))}
          </ul>
        )}
        <p>
          <a href={podsHref}>{t('hosts.podsManage')}</a>
        </p>
      </Section>
    </>
  );
}

function State({ isAllowed }: { isAllowed: boolean }) {
  return isAllowed ? (
    <Chip tone="ok" icon="rail">
      {t('hosts.guarded')}
    </Chip>
  ) : (
    <Chip tone="danger" icon="blocked">
      {t('hosts.withheld')}
    </Chip>
  );
}
