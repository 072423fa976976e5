package io.rheo.engine.connector.nexmark;

import io.rheo.engine.column.BytesColumn;
import java.util.ArrayList;
import java.util.List;

/** Channels that bids come through, and the page of each: half of the bids use four of them. */
final class UrlPool {
  private static final List<String> HOT = List.of("Google", "Facebook", "Baidu", "Apple");
  private static final int HOT_COUNT = 4;
  private static final int COLD = 10_000;
  private static final int HOT_RATIO = 2;
  private static final int ID_RATIO = 10; // all but one of so many pages name their channel
  private static final int UNDERSCORE_EVERY = 13;
  private static final int ALPHABET = 26;

  private static final TextPool CHANNELS;
  private static final TextPool URLS;

  static {
    Draws.Sequence draws = new Draws.Sequence(4);
    List<String> channels = new ArrayList<>(HOT);
    List<String> urls = new ArrayList<>();
    HOT.forEach(channel -> urls.add(url(draws)));
    for (int i = 0; i < COLD; i++) {
      channels.add("channel-" + i);
      String id = "&channel_id=" + Math.abs(Integer.reverse(i));
      urls.add(url(draws) + (draws.next(ID_RATIO) > 0 ? id : ""));
    }
    CHANNELS = new TextPool(channels);
    URLS = new TextPool(urls);
  }

  private UrlPool() {}

  private static String url(Draws.Sequence draws) {
    StringBuilder url = new StringBuilder("https://www.nexmark.com/");
    for (int i = 0; i < 3; i++) {
      url.append(word(draws, 3 + draws.next(2))).append('/');
    }
    return url.append("item.htm?query=1").toString();
  }

  /** Letters and, seldom, underscores. */
  static String word(Draws.Sequence draws, int length) {
    StringBuilder word = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      boolean isLetter = draws.next(UNDERSCORE_EVERY) > 0;
      word.append(isLetter ? (char) ('a' + draws.next(ALPHABET)) : '_');
    }
    return word.toString();
  }

  static BytesColumn channels(EventRows events, long salt) {
    return CHANNELS.at(events.choices(salt, UrlPool::choose), events);
  }

  /** The pages of the channels that the same salt chooses. */
  static BytesColumn urls(EventRows events, long salt) {
    return URLS.at(events.choices(salt, UrlPool::choose), events);
  }

  private static void choose(EventRows events, long salt, int[] choices) {
    long[] hashes = events.hashes();
    int places = events.places();
    for (int i = 0; i < places; i++) {
      long draw = Draws.draw(hashes[i], salt);
      long hot = Draws.upper(draw, HOT_RATIO); // 1 or 0, and no branch that would be guessed
      long bound = COLD + hot * (HOT_COUNT - COLD);
      choices[i] = (int) ((1 - hot) * HOT_COUNT + Draws.lower(draw, bound));
    }
  }
}
