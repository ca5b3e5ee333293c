import { render } from 'preact';
import { t } from '@/components/ui/say';
import { App } from './App';

document.title = t('popup.title');
const root = document.getElementById('app');
if (root !== null) render(<App />, root);
