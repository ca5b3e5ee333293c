import { useLayoutEffect } from 'preact/hooks';
import { language } from './language';

/** Says of the page which language it is in: screen readers, hyphens and the shapes of letters go by that. */
export function useLanguage(): void {
  useLayoutEffect(() => {
    document.documentElement.lang = language();
  }, []);
}
