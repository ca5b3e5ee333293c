import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { t } from '@/components/ui/say';
import { type Prescription, readPrescription } from '@/lib/policy/policy';

/** Who prescribes, by name. */
export function prescriber({ policy }: Prescription): string {
  return policy.organisation ?? t('dashboard.yourOrganisation');
}

/** What the organisation prescribes, read again when that changes; `null` while it is being read. */
export function usePrescription(): Prescription | null {
  const [prescription, setPrescription] = useState<Prescription | null>(null);
  useEffect(() => {
    const read = () => {
      readPrescription().then(setPrescription);
    };
    const onChanged = (_changes: unknown, area: string) => {
      if (area === 'managed') read();
    };
    read();
    browser.storage.onChanged.addListener(onChanged);
    return () => browser.storage.onChanged.removeListener(onChanged);
  }, []);
  return prescription;
}
