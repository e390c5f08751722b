"""The words of page furniture, in the languages that news comes in. Tables only; what they mean for a page is decided
in `reader.text.boilerplate`.

Patterns see a line in lower case with straight apostrophes, without bullets and arrows at its ends. `STRONG` and
`WEAK` must match a whole line, `BEGINNINGS` its beginning. A weak line ("Home", "Facebook") proves nothing alone.
"""

from __future__ import annotations

import re

_TRIM = " \t\n•·|–—-→»›«‹>▶►▸+:…*#"


def normal(line: str) -> str:
    """The line as the patterns expect it."""
    return " ".join(line.lower().replace("’", "'").strip(_TRIM).split()).rstrip(".!")


def _whole(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns))


COMMENTS = _whole(
    r"(?:leave|post|add|write|submit|make)(?: a| your)? (?:reply|comment|response)(?: to .{1,60})?|cancel reply",
    r"(?:\d+ )?(?:reader )?(?:comments?|responses|replies|thoughts?)(?: ?\(\d+\)| on .{1,120})?",
    r"(?:\d+|no|view|show|see|read|all|join|hide)(?: all)?(?: the)? (?:comments?|conversation|discussion)(?: yet)?",
    r"comments? (?:are|is)(?: now)? (?:closed|disabled|off)|have your say",
    r"join the (?:conversation|discussion|debate)|what do you think\?*|(?:your|reader) (?:views|opinions?|thoughts)",
    r"(?:most recent|top|newest|latest|recent|reader) comments",
    r"(?:schreibe?n?|hinterlassen?|verfassen?)(?: sie)?(?: uns)?(?: eine?n?| ihren)? (?:kommentar"
    r"|antwort)(?: .{1,40})?",
    r"(?:\d+ )?(?:leser)?kommentare?(?: ?\(\d+\)| (?:verfassen|schreiben|hinterlassen|abgeben))?|diskutieren sie mit",
    r"(?:laisser|ajouter|poster|écrire) un commentaire|(?:\d+ )?commentaires?(?: ?\(\d+\))?|réagir",
    r"(?:deja|dejar|añade|escribe|publicar?)(?: un| una| tu)? (?:comentario|respuesta)",
    r"(?:\d+ )?coment[aá]rios?(?: ?\(\d+\))?",
    r"lascia un commento|(?:\d+ )?commenti(?: ?\(\d+\))?|deixe (?:um|uma|o seu) (?:comentário|resposta)",
    r"(?:geef|laat) een reactie(?: achter)?|(?:\d+ )?reacties(?: ?\(\d+\))?|lämna (?:ett svar|en kommentar)",
    r"skriv en kommentar",
    r"(?:добавить|оставить|написать|добавьте|оставьте)(?: свой)? комментарий|комментарии(?: ?\(?\d*\)?)?",
    r"обсуждение|обсудить",
    r"(?:dodaj|zostaw|napisz) komentarz|komentarze(?: ?\(\d+\))?|bir (?:yanıt|yorum) (?:yazın|yap)",
    r"yorumlar(?: ?\(\d+\))?",
    r"(?:залишити|додати) коментар|コメント(?:を残す|する)?|发表(?:评论|回复)|评论|留言|댓글",
)
FORM = re.compile(
    r"(?:your e-?mail(?: address)? will not be published|required fields are marked|save my name, e-?mail"
    r"|post comment"
    r"|submit(?: comment)?$|enter your (?:e-?mail|name|comment)|notify me of (?:new|follow-?up)|you must be logged in"
    r"|(?:deine|ihre) e-mail-adresse wird nicht veröffentlicht|erforderliche felder sind|kommentar (?:abschicken"
    r"|absenden)"
    r"|meinen namen, meine e-mail|votre adresse (?:e-mail|de messagerie) ne sera pas publiée|les champs obligatoires"
    r"|(?:tu|su) dirección de correo electrónico no será publicada|los campos (?:obligatorios|necesarios)"
    r"|publicar (?:el )?comentario|il tuo indirizzo email non sarà pubblicato|i campi obbligatori|invia commento"
    r"|o seu endereço de e-?mail não será publicado|campos obrigatórios|(?:je"
    r"|het) e-mailadres wordt niet gepubliceerd"
    r"|vereiste velden|ваш (?:адрес )?e-?mail не будет опубликован|ваша e-?mail адреса не|обязательные поля помечены"
    r"|отправить комментарий|сохранить мо[её] имя|twój adres e-?mail nie zostanie opublikowany|wymagane pola są)"
)
RELATED = _whole(
    r"related(?: (?:posts?|articles?|stor(?:y|ies)|news|content|topics?|coverage|links?|reading|videos?))?",
    r"(?:read|watch|see|learn|find out|hear|discover) (?:more|also|next)(?: (?:on|about|from|at|here|in) .{1,80})?",
    r"(?:also|further|must|recommended|what to|suggested) read(?:ing)?(?: next)?|see also",
    r"you (?:may|might)(?: also)? .{3,30}",
    r"more (?:from|on|in|about|like this|stories|news|articles|headlines|videos|coverage)(?: .{1,60})?|don't miss",
    r"up next",
    r"(?:most|the most) (?:read|viewed|popular|commented|shared|watched)(?: .{1,30})?|trending(?: .{1,20})?",
    r"popular(?: (?:now|posts|stories|articles|today))?|recommended(?: (?:for you|stories|articles|videos))?",
    r"editor'?s'? (?:picks?|choice)|(?:the )?latest(?: (?:news|stories|posts|headlines|videos|articles))?",
    r"top stories",
    r"(?:around|from) the web|promoted(?: (?:stories|content|links))?|in case you missed it|keep reading",
    r"next in .{1,30}",
    r"das könnte (?:sie|dich|ihnen|dir) auch (?:interessieren|gefallen)",
    r"mehr (?:zum thema|aus|von|artikel|lesen)(?: .{1,40})?",
    r"(?:lesen sie|lies) auch|auch interessant|meist ?gelesen(?:e artikel)?",
    r"weitere (?:artikel|themen|meldungen|nachrichten)",
    r"(?:verwandte|ähnliche) (?:artikel|themen|beiträge)|zum thema|lesen sie mehr(?: .{1,40})?",
    r"neueste (?:artikel|beiträge)",
    r"(?:à )?(?:lire|voir) (?:aussi|également|plus)|sur le même (?:sujet|thème)",
    r"articles? (?:liés|similaires|associés)",
    r"les plus lus|vous aimerez aussi|plus d'articles",
    r"(?:lea|lee|leer|ver|mira)(?: también| más)|te (?:puede|podría) interesar",
    r"(?:noticias|artículos) relacionad[oa]s|relacionad[oa]s",
    r"lo más (?:leído|visto)|más noticias|leggi anche|articoli correlati|potrebbe interessarti(?: anche)?",
    r"i più letti",
    r"(?:leia|veja) (?:também|mais)|(?:artigos|notícias) relacionad[oa]s|mais lid[oa]s|lees (?:ook|meer|verder)",
    r"gerelateerd",
    r"meest gelezen|meer (?:over|van|nieuws)(?: .{1,40})?|läs (?:också|mer|även)|les (?:også|mer)|læs (?:også|mere)",
    r"(?:читайте|читать|смотрите|смотреть) (?:также|ещ[её]|далее|по теме)|(?:материалы |ещ[её] )?по теме",
    r"самое (?:читаемое|важное)",
    r"похожие (?:новости|материалы|статьи|записи)|популярное|новости партн[её]ров|рекомендуем|последние новости",
    r"(?:czytaj|zobacz) (?:także|też|również|więcej)|powiązane(?: artykuły)?|najczęściej czytane|читайте також",
    r"(?:関連|おすすめ|人気)(?:記事|ニュース)|あわせて読みたい|相关(?:新闻|阅读|文章|报道)|推荐阅读|延伸阅读|热门(?:文章|新闻)",
)
# Of these, the ones that could head a part of a story ("More on the budget"): furniture only when no prose follows.
OPEN_ENDED = re.compile(r"(?:more|mehr|meer|latest|the latest|popular|trending|you may|you might|zum thema)\b")
AUTHOR = _whole(
    r"about the (?:author|writer|reporter)s?|(?:the )?authors?|author bio|meet the author",
    r"(?:über|zu) (?:den autor|die autorin|die autoren|dem autor)|zum autor|zur autorin|zur person|об авторе|авторы?",
    r"(?:à propos|au sujet) (?:de l'auteur|de l'auteure|des auteurs|de l'autrice)",
    r"(?:sobre|acerca) (?:el|del|la|de la) autora?",
    r"(?:informazioni sull'|l')autor[ei]|sobre (?:o autor|a autora)|over de auteurs?|o autor(?:ze|ce)",
    r"om (?:författaren|forfatteren)",
)
STRONG = _whole(
    r"(?:image|photo|media|video) (?:caption|source|credit)(?:, .{1,40})?",
    r"skip to (?:main |the )?(?:content|navigation|article)|zum inhalt(?: springen)?|aller au contenu",
    r"(?:saltar|ir) al contenido",
    r"перейти к (?:содержимому|содержанию|контенту)|vai al contenuto|(?:pular|ir) para o conteúdo",
    r"ga naar (?:de )?inhoud",
    r"(?:share|tweet|post|send|email|print|save|gift|bookmark|listen to)(?: to)? (?:this|the)(?: (?:article|story"
    r"|post|page|link))?",
    r"(?:share|post|tweet|pin)(?: \w+)? (?:on|via|to|by|with|using) \w+(?: \(opens in new window\))?",
    r"share(?: this)? (?:article|story|with)|share this(?: page)?(?: (?:with|on))?",
    r"(?:copy|copied)(?: the)? link(?: copied)?|link copied|click to (?:share|print|email)(?: .{1,40})?",
    r"print(?:able)? (?:page|version)",
    r"(?:auf|per|via) [\w-]+ (?:teilen|senden)|artikel (?:teilen|drucken|merken|vorlesen)|link kopieren",
    r"seite drucken",
    r"partager (?:sur|par|cet article|via)(?: .{1,20})?|copier le lien|imprimer (?:cet )?article",
    r"compartir (?:en|por|esta)(?: .{1,20})?",
    r"condividi (?:su|via)(?: .{1,20})?|compartilhar? (?:no|em|via)(?: .{1,20})?|deel (?:via|op|dit)(?: .{1,20})?",
    r"скопировать ссылку|поделиться(?: .{1,30})?|(?:watch|listen) live|play (?:video|audio)|now playing",
    r"image \d+ of \d+",
    r"(?:\d{1,2}:)?\d{1,2}:\d\d ?/ ?(?:\d{1,2}:)?\d{1,2}:\d\d|\d+ (?:shares?|views?|likes?|min(?:ute)?s? read)",
    r"\d+ min lesezeit",
    r"advertisements?|adverti[sz]ing|anzeige|werbung|реклама|publicité|publicidade?|pubblicità|advertentie",
    r"reklama?m?|広告|广告",
    r"(?:story|article|scroll|content) (?:continues|to continue)(?: .{1,40})?|continue reading(?: .{1,40})?",
    r"der artikel geht .{1,40} weiter",
    r"(?:accept|reject|allow|alle|tout) (?:all|all cookies|cookies|akzeptieren|ablehnen|accepter)|(?:manage"
    r"|cookie|your privacy)"
    r" (?:preferences|cookies|consent|options|settings|policy|notice|choices|einstellungen)",
    r"nur notwendige(?: cookies)?",
    r"sign (?:in|up)(?: / .{1,20})?|log ?in|log ?out|my account|create (?:an |your )?account",
    r"subscribe(?: now| today)?|newsletters?",
    r"privacy (?:policy|notice|statement)|terms (?:of|and|&) (?:use|service|conditions)(?: .{1,30})?",
    r"do not sell .{1,50}|site ?map",
    r"back to (?:the )?top|go to top|nach oben|all rights reserved|alle rechte vorbehalten|impressum",
    r"datenschutz(?:erklärung)?|agb",
    r"(?:previous|next) (?:article|post|story|page)|(?:vorheriger|nächster) (?:artikel|beitrag)",
    r"(?:load|show|see|view) (?:more|all)",
    r"все права защищены|пользовательское соглашение|политика конфиденциальности|tous droits réservés",
    r"mentions légales",
    r"todos los derechos reservados|tutti i diritti riservati|todos os direitos reservados|aviso legal",
    r"politique de confidentialité",
    r"follow (?:us|me)(?: (?:on|at) .{1,40})?|(?:download|get) (?:our|the) (?:free )?(?:\w+ )?app",
    r"folgen sie uns(?: .{1,40})?",
    r"suivez-nous(?: .{1,40})?|síguenos(?: .{1,40})?|seguici(?: .{1,40})?|volg ons(?: .{1,40})?|мы в соцсетях",
    r"наш telegram(?:-канал)?",
    r"reply|antworten|répondre|responder|ответить|report (?:abuse|comment)|like \d*|jetzt abonnieren|e-?paper",
)
WEAK = _whole(
    r"home(?: ?page)?|menu|search|news|world|politics|business|sports?|opinion|culture|tech(?:nology)?|science",
    r"health|travel|lifestyle",
    r"topics?|tags?|keywords?|themes?|themen|entertainment|video|videos|podcasts?|photos|live|weather|register|subscribe|close|open|top|next|previous",
    r"prev|more|help|faq|jobs",
    r"careers|contact(?: us)?|about(?: us)?|advertise(?: with us)?|accessibility|privacy|terms|cookies|follow",
    r"share|tweet|pin(?: it)?",
    r"e-?mail|print|save|bookmark|listen|mute|pause|play|replay|facebook|twitter|x|whatsapp|telegram|linkedin",
    r"reddit|pinterest|rss",
    r"instagram|youtube|messenger|threads|bluesky|mastodon|tiktok|flipboard|pocket|name|website|comment|sponsored",
    r"loading|expand",
    r"startseite|politik|wirtschaft|kultur|wissen|meinung|anmelden|abmelden|registrieren|suchen?|abo(?:nnieren)?",
    r"menü|kontakt|teilen",
    r"drucken|merken|главная|новости|политика|экономика|спорт|культура|мир|общество|войти|вход|регистрация|поиск",
    r"меню|подписаться",
    r"печать|вконтакте|одноклассники|имя|accueil|connexion|rechercher|s'abonner|partager|imprimer|inicio|buscar",
    r"compartir|imprimir",
    r"guardar|condividi|stampa|cerca|compartilhar|delen|zoeken|inloggen|submit|nom|nombre|sitio web|site web|сайт",
    r"kategorien",
)
BEGINNINGS = re.compile(
    r"(?:(?:tags?|filed under|posted in|categor(?:y|ies)|topics?|keywords|schlagw(?:örter|orte)|stichw(?:örter"
    r"|orte)|themen)\b ?:"
    r"|(?:filed under|теги|метки|рубрик[аи]|ключевые слова|mots-clés|etiquetas|tópicos|trefwoorden)\b"
    r"|(?:previous|next|zurück|weiter|vorheriger? (?:artikel|beitrag)|nächster? (?:artikel|beitrag)|предыдущая"
    r"|следующая)"
    r"(?: (?:post|article|story|запись|статья|новость))? ?:|(?:©|\(c\) ?\d{4}|copyright (?:©|\d{4}|\(c\)))"
    r"|the post .{1,200} (?:appeared first|first appeared) on|this site (?:uses akismet|is protected by recaptcha)"
    r"|we (?:use cookies|value your privacy|and our (?:\d+ )?partners"
    r" (?:use|store|process))|this (?:web)?site uses cookies|(?:wir"
    r"|diese (?:web)?seite)"
    r" (?:verwende[nt]|nutz(?:en|t)|setz(?:en|t)) cookies|nous utilisons des cookies|(?:utilizamos|usamos) cookies"
    r"|este sitio (?:web )?utiliza cookies|мы используем (?:файлы )?cookie|utilizziamo i cookie|wij gebruiken cookies"
    r"|by (?:signing up|subscribing|clicking|submitting|continuing|registering)[, ](?:.{0,60} )?you (?:agree"
    r"|accept|consent)"
    r"|(?:sign up|subscribe) (?:for|to) (?:our|the|my|this|get|receive)\b|get (?:our|the) (?:best|latest|top"
    r"|daily|weekly|morning)"
    r" .{0,40}(?:inbox|newsletter|email)|join our (?:newsletter|mailing list|whatsapp|telegram|community)"
    r"|thank you for subscribing"
    r"|(?:melden sie sich|abonnieren sie) .{0,30}newsletter|newsletter (?:abonnieren|bestellen)|abonnez-vous (?:à"
    r"|pour)|inscrivez-vous à"
    r"|suscríbe(?:te|se) a|iscriviti alla|assine (?:a nossa )?newsletter|schrijf je in voor|подпи(?:шитесь"
    r"|сывайтесь) на (?:наш|нас|рассылку)"
    r"|to unsubscribe\b|unsubscribe (?:from|at|here)\b|you (?:are receiving|received) this (?:e-?mail|message"
    r"|newsletter)"
    r"|sent from my |view (?:this email )?in (?:your )?browser|follow (?:us|him|her|them|me) (?:on |at )?(?:@"
    r"|twitter|x\b|facebook))"
)
# What stands right under a reader's comment.
REPLY = re.compile(
    r"(?:reply|like|dislike|upvote|report(?: (?:abuse|comment|this))?|flag(?: as .{1,20})?|antworten|melden|répondre"
    r"|responder|rispondi|ответить|odpowiedz)(?: to [^.,]{1,25})?(?:[ (]{1,2}\d+\)?)?"
)
SIGN_UP = re.compile(
    r"(?:sign up|subscribe|join our|get (?:our|the)|newsletter|melden sie sich|abonn|inscri|suscr|iscriv|assine"
    r"|schrijf|подпи)"
)
# What a site says in whole sentences on its own behalf: cookies, law, subscriptions. Searched for, not matched; each
# speaks to the reader or of the site, so that a story about cookies or newsletters is none.
PITCH = re.compile(
    r"all rights reserved|may not be (?:published|reproduced|rewritten|copied)(?:,| or| without| in whole)"
    r"|registered in england.{0,60}(?:\bn(?:umber|o)\b|company)|registered office:"
    r"|not responsible for the content of external"
    r"|use of (?:this|our) (?:web)?site (?:constitutes|is subject|signifies|indicates|means)"
    r"|(?:we|site|page) uses? cookies\b|(?:use|accept|allow|manage)(?: of)?(?: our| all)? cookies (?:to|on|and|as)\b"
    r"|(?:our|to the|read the|see the) (?:[\w, ]{0,40} and )?(?:privacy|cookie) (?:policy|notice|statement)"
    r"|your (?:\w+ )?privacy (?:rights|choices)|unsubscribe at any|(?:in|to|into) your inbox"
    r"|straight to your (?:phone|inbox)|sign(?:ing)? up (?:for|to) (?:our|receive)\b"
    r"|\b(?:to|for|with|get|join|download|via|in) our (?:\w+ ){0,2}(?:newsletters?|app)\b"
    r"|\A(?:subscribe|sign up|register|join us|donate) (?:today|now|here)\b"
    r"|subscribe (?:to|for) (?:us|our|unlimited|the latest)|become an? (?:subscriber|supporter|patron)"
    r"|consider (?:supporting us|subscribing|donating|making a (?:donation|contribution))"
    r"|support (?:us\b|our (?:\w+ )?(?:journalism|newsroom|work|reporting))"
    r"|your (?:support|subscription|contribution|donation) (?:\w+ )?(?:helps?|pays?|makes?|powers?|means|matters)"
    r"|(?:get|enjoy|for|with) unlimited (?:digital )?access|you (?:must|need to) be (?:logged|signed) in"
    r"|(?:link|page|window)s? (?:will )?opens? in (?:a )?new (?:window|tab)"
    r"|terms (?:of (?:use|service)|and conditions)\b.{0,40}\bprivacy"
    r"|this (?:article|story|piece|post|content|column|interview) (?:was |has been )?(?:originally |first )?"
    r"(?:published|appeared) (?:on|in|at|by)\b"
    r"|content is available for re-?use|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados"
)
# When something was posted, on a line of its own: "2 hours ago", "Updated 3:14 PM ET".
WHEN = re.compile(
    r"(?:(?:last )?(?:published|posted|updated|modified)(?: on| at)?:? ?)?(?:"
    r"(?:\d{1,3}|an?|one) ?(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?|mo|months?"
    r"|y|yrs?|years?)\.? ago"
    r"|just now|yesterday|today|\d{1,2}[:.]\d\d ?(?:[ap]\.? ?m\.?)?(?: [a-z]{2,4})?)"
    r"|vor \d{1,3} (?:minuten?|stunden?|tag(?:en)?)|il y a \d{1,3} (?:minutes?|heures?|jours?)"
    r"|hace \d{1,3} (?:minutos?|horas?|días?)"
)
# A picture's credit, in a caption or on a line of its own. Case counts: names and agencies have capitals.
_NAMES = r"(?:[A-Z][\w.'’&-]*(?: (?:of|for|the|via|de|von|and) | ?/ ?|,? |(?=\W*\Z))){1,8}"
CREDIT = re.compile(
    r"\A(?:(?i:photo(?:graph)?s?|pictures?|images?|illustration|video|foto|bild)"
    r"(?i: by| credits?| courtesy(?: of)?)?\s?[:/©]"
    r"|(?i:(?:image|media|photo) (?:copyright|caption|source|credit)s?\b)|FILE\s?[-–—]|(?i:credit): ?[A-Z])"
    rf"|(?:\(|\b)(?i:photo(?:graph)?|picture|image|credit|foto)s?(?i: by| credit)?\s?[:/]\s?{_NAMES}\)?\.?\Z"
    r"|\((?:AP|AFP|EPA|Reuters|Getty)\b[^()]{0,60}\)\.?\Z|\bGetty Images\)?\Z"
    r"|\b(?:AFP|EPA|Reuters|REUTERS|AP Photo)\s?/\s?[A-Z][^.]{2,40}\Z"
    r"|\((?:[A-Z][\w.'’-]+ ){1,3}[A-Z][\w.'’-]+ ?[/|] ?[A-Z][^()]{2,40}\)\.?\Z"
    r"|\b(?i:courtesy photo|file photo|handout photo)\.?\)?\Z"
)
# Sentences that end a paragraph and lead away from the page. They open a sentence and are followed by where to.
TAILS = re.compile(
    r"(?:(?:watch|read|see|learn|find out|discover|get|hear) more (?:about|on|from|at|here|stories|news)\b"
    r"|(?:read|watch|see|also read|read also|related|more)(?: more| also| next)? ?[:→»]|(?:read|see) also\b"
    r"|continue reading\b"
    r"|click here (?:to|for)\b|(?:sign up|subscribe) (?:to|for) (?:our|the|my)\b.{0,60}(?:newsletter|updates"
    r"|alerts|channel|podcast)"
    r"|follow (?:us|our|@)\b.{0,20}(?:on|@)|(?:download|get) our\b.{0,20}\bapp\b|share this (?:article|story)\b"
    r"|(?:lesen sie|lies) (?:auch|mehr|hier)\b|mehr (?:dazu|zum thema)\b ?:?|(?:à lire|lire) (?:aussi|également)\b"
    r"|(?:lea|lee|leer) (?:también|más)\b|leggi anche\b|leia (?:também|mais)\b|lees (?:ook|meer)\b"
    r"|(?:читайте|смотрите) (?:также|ещ[её]|подробнее)\b|подписывайтесь на (?:наш|нас)\b|(?:czytaj"
    r"|zobacz) (?:także|też|więcej)\b)"
)
BIOGRAPHY = re.compile(
    r"\b(?:is|was|are)(?: an?| the| our)? (?:[\w'-]+ ){0,5}?(?:journalist|writer|reporter|editor|columnist|author"
    r"|correspondent"
    r"|freelancer?|contributor|advocate|activist|blogger|researcher|analyst|professor|lecturer|fellow|novelist"
    r"|broadcaster"
    r"|photographer|producer|intern|commentator|critic|consultant|director|founder|student|historian|economist)\b"
    r"|\b(?:covers|writes|reports|blogs|has (?:written|covered|reported|worked)|joined|works|worked|studied"
    r"|graduated|lives)\b"
    r"|\b(?:schreibt|arbeitet|berichtet|ist (?:freie[rn]? )?(?:journalist|autor|redakteur)(?:in)?)\b"
    r"|\b(?:пишет|работает|журналист(?:ка)?|корреспондент|écrit|est journaliste|escribe|es periodista|scrive"
    r"|schrijft)\b",
    re.IGNORECASE,
)
CITED = re.compile(
    r"\b(?:said|says|told|added|asked|announced|according|warned|argued|stated|sagte|erklärte|сказал\w*|заявил\w*)\b"
)
