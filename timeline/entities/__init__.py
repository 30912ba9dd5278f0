"""Who and where: the names of sentences, with the actor or place each means in its article.

    words → gazetteer hits + names by form (+ the model's) → places by vote → use (acts or lies) → Mentions

`find_mentions` reads the whole article to decide and tells only what stands in the sentences asked for. One Mention
a name; none overlap. A country is an actor where it acts ("Pakistan said", "U.S. troops", "Kabul condemned") and a
place where something happens in it ("in Pakistan"); both carry its code. Confidence says how sure the reading is:
a demonym that only describes ("a British hacker") is category `people` with 0.5 or less.
"""

from __future__ import annotations

from timeline.entities.find import find_mentions, find_mentions_many

__all__ = ["find_mentions", "find_mentions_many"]
