import { basketLines, removeFromBasket } from '../basket/basket.ts';
import { find, showHeader, showLines } from './page.ts';

function show(): void {
  const lines = basketLines();
  showLines(lines, (id) => {
    removeFromBasket(id);
    show();
  });
  find('[data-filled]').hidden = lines.length === 0;
  find('[data-empty]').hidden = lines.length > 0;
  showHeader();
}

show();
