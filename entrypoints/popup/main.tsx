import { render } from 'preact';
import { t } from '@/components/ui/say';
import { db } from '@/lib/store';
import { App } from './App';

// Opened while the first picture is being drawn; whoever asks first waits for it, and hears of a failure.
db.open().catch(() => undefined);
document.title = t('popup.title');
const root = document.getElementById('app');
if (root !== null) render(<App />, root);
