"""Invented names by language area, each in Latin and Arabic letters, and the nations of every area.

Given and family names are common ones put together by chance; a likeness to anybody is an accident.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

Written = tuple[str, str]  # in Latin and in Arabic letters


@dataclass(frozen=True, slots=True)
class Area:
    """Names that go together; in some languages the family name comes first."""

    given: tuple[Written, ...]
    family: tuple[Written, ...]
    nations: frozenset[str]
    family_first: bool = False


def _written(text: str) -> tuple[Written, ...]:
    """Names as "Latin=Arabic, ..."."""
    pairs = (name.partition("=") for name in text.replace("\n", " ").split(", "))
    return tuple((latin.strip(), arabic.strip()) for latin, _equals, arabic in pairs)


def _area(nations: str, given: str, family: str, family_first: bool = False) -> Area:
    return Area(_written(given), _written(family), frozenset(nations.split()), family_first)


AREAS: Mapping[str, Area] = MappingProxyType({
    "persian": _area(
        "afg irn tjk",
        "Shirin=شيرين, Farhad=فرهاد, Nasrin=نسرين, Behruz=بهروز",
        "Rahimi=رحيمي, Karimzada=كريم زاده, Sohrabi=سهرابي, Daneshvar=دانشور",
    ),
    "turkic": _area(
        "aze tur",
        "Aylin=آيلين, Kemal=كمال, Zehra=زهراء",
        "Demir=دمير, Yildiz=يلدز, Arslan=أرسلان",
    ),
    "central_asian": _area(
        "kaz kgz tkm uzb",
        "Timur=تيمور, Kanat=قنات, Rustam=رستم",
        "Akhmetov=أحمدوف, Yusupov=يوسفوف, Nazarov=نظروف",
    ),
    "urdu": _area(
        "bgd mdv pak",
        "Ayesha=عائشة, Imran=عمران, Farah=فرح, Saleem=سليم",
        "Qureshi=قريشي, Chaudhry=تشودري, Siddiqui=صديقي, Rahman=رحمن",
    ),
    "malay": _area(
        "brn idn mys",
        "Siti=ستي, Hasan=حسن, Dewi=ديوي, Rizal=رضال",
        "Wijaya=ويجايا, Ismail=إسماعيل, Hartono=هارتونو, Rahmat=رحمت",
    ),
    "chinese": _area(
        "chn sgp",
        "Mei=مي, Jun=جون, Lan=لان, Wei=وي",
        "Zhao=جاو, Lin=لين, Guo=قوه, Shen=شن",
        family_first=True,
    ),
    "korean": _area(
        "kor prk",
        "Ji-woo=جي وو, Min-jun=مين جون, Soo-ah=سو آه, Hyun=هيون",
        "Han=هان, Seo=سو, Kang=كانغ, Yoon=يون",
        family_first=True,
    ),
    "japanese": _area(
        "jpn",
        "Aiko=أيكو, Kenji=كينجي, Haruka=هاروكا, Makoto=ماكوتو",
        "Mori=موري, Ishida=إيشيدا, Okada=أوكادا, Hayashi=هاياشي",
        family_first=True,
    ),
    "hispanic": _area(
        "and arg bol chl col cri cub dom ecu esp gnq gtm hnd mex nic pan per phl pry slv ury ven",
        "Lucía=لوسيا, Andrés=أندريس, Carmen=كارمن, Rafael=رافاييل, Elena=إيلينا",
        "Morales=موراليس, Ibáñez=إيبانييث, Castillo=كاستيو, Reyes=رييس, Navarro=نافارو",
    ),
    "portuguese": _area(
        "ago bra cpv gnb moz prt stp tls",
        "Inês=إينس, Duarte=دوارتي, Beatriz=بياتريس, Paulo=باولو",
        "Almeida=ألميدا, Carvalho=كارفاليو, Teixeira=تيشيرا, Moreira=موريرا",
    ),
    "french": _area(
        "bel fra hti lux mco",
        "Claire=كلير, Étienne=إتيان, Hélène=إيلين, Luc=لوك",
        "Marchand=مارشان, Delacroix=ديلاكروا, Fournier=فورنييه, Laurent=لوران",
    ),
    "german": _area(
        "aut che deu lie",
        "Anna=آنا, Lukas=لوكاس, Katharina=كاتارينا, Matthias=ماتياس",
        "Vogel=فوغل, Hartmann=هارتمان, Lindner=ليندنر, Brandt=برانت",
    ),
    "dutch": _area(
        "nld sur",
        "Femke=فيمكه, Pieter=بيتر, Marijke=ماريكه, Joost=يوست",
        "de Boer=دي بور, Verhoeven=فيرهوفن, Dekker=ديكر, Meijer=ماير",
    ),
    "hebrew": _area(
        "isr",
        "Tamar=تامار, Eitan=إيتان, Noa=نوعا, Amir=أمير",
        "Mizrahi=مزراحي, Shapira=شابيرا, Adler=أدلر",
    ),
    "horn": _area(
        "eri eth",
        "Selam=سلام, Dawit=داويت, Hana=هنا, Tesfaye=تسفاي",
        "Bekele=بقلي, Haile=هيلي, Tadesse=تادسي, Gebre=غبري",
    ),
    "somali": _area(
        "dji som",
        "Hodan=هودان, Abdi=عبدي, Sahra=سهرة, Warsame=ورسمة",
        "Farah=فارح, Nur=نور, Guled=غوليد, Jama=جامع",
    ),
    "sahelian": _area(
        "bfa caf civ cmr cog gab gin gmb mli ner sen tcd",
        "Aminata=أميناتا, Moussa=موسى, Fatou=فاتو, Ibrahima=إبراهيما, Mariam=مريم",
        "Diallo=ديالو, Traoré=تراوري, Ndiaye=اندياي, Maïga=مايغا, Ouédraogo=ويدراوغو",
    ),
    "southern_african": _area(
        "bwa lso nam swz zaf zwe",
        "Thandi=ثاندي, Sipho=سيفو, Naledi=ناليدي, Tendai=تنداي",
        "Khumalo=خومالو, Moyo=مويو, Nkosi=نكوسي, Mokoena=موكوينا",
    ),
    "mashriq": _area(
        "are bhr com egy irq jor kwt lbn omn pse qat sau sdn syr yem",
        "Salma=سلمى, Karim=كريم, Nadia=نادية, Tariq=طارق, Huda=هدى, Yusuf=يوسف",
        "al-Hamdani=الهمداني, Haddad=حداد, al-Tamimi=التميمي, Zahrani=الزهراني, al-Najjar=النجار",
    ),
    "maghreb": _area(
        "dza lby mar mrt tun",
        "Amina=أمينة, Mehdi=مهدي, Samira=سميرة, Anis=أنيس",
        "Benali=بن علي, Mansouri=المنصوري, Cherif=شريف, Tazi=تازي",
    ),
    "indian": _area(
        "ind mus",
        "Meera=ميرا, Arjun=أرجون, Kavita=كافيتا",
        "Iyer=آير, Deshmukh=ديشموخ, Banerji=بانرجي",
    ),
    "lankan": _area(
        "lka",
        "Nimali=نيمالي, Ruwan=روان",
        "Perera=بيريرا, Jayasuriya=جاياسوريا",
    ),
    "himalayan": _area(
        "btn npl",
        "Pema=بيما, Bishal=بيشال, Maya=مايا",
        "Thapa=ثابا, Gurung=غورونغ, Dorji=دورجي",
    ),
    "thai": _area(
        "lao tha",
        "Somchai=سومتشاي, Anong=أنونغ, Kanya=كانيا",
        "Saetang=سايتانغ, Wongsa=وونغسا, Phanit=فانيت",
    ),
    "vietnamese": _area(
        "vnm",
        "Thi Lan=ثي لان, Minh Duc=مين دوك",
        "Tran=تران, Phan=فان",
        family_first=True,
    ),
    "khmer": _area(
        "khm",
        "Sophea=سوفيا, Dara=دارا",
        "Chhim=تشيم, Keo=كيو",
        family_first=True,
    ),
    "burmese": _area(
        "mmr",
        "Thida=ثيدا, Zaw=زاو",
        "Htun=هتون, Khin=خين",
    ),
    "mongolian": _area(
        "mng",
        "Oyuna=أويونا, Bataar=باتار",
        "Ganbold=غانبولد, Erdene=إردينه",
    ),
    "nordic": _area(
        "dnk isl nor swe",
        "Ingrid=إنغريد, Lars=لارس, Solveig=سولفيغ",
        "Lindqvist=ليندكفيست, Halvorsen=هالفورسن, Bergman=بيرغمان",
    ),
    "finnic": _area(
        "est fin",
        "Mikko=ميكو, Kaisa=كايسا, Jaan=يان",
        "Saarinen=سارينن, Tamm=تام, Laine=لاينه",
    ),
    "baltic": _area(
        "ltu lva",
        "Jonas=يوناس, Andris=أندريس",
        "Kazlauskas=كازلاوسكاس, Ozols=أوزولس",
    ),
    "slavic_east": _area(
        "blr rus ukr",
        "Olga=أولغا, Mikhail=ميخائيل, Daria=داريا, Pavel=بافل",
        "Kovalenko=كوفالينكو, Chernykh=تشيرنيخ, Melnik=ميلنيك, Sedykh=سيديخ",
    ),
    "slavic_west": _area(
        "cze pol svk",
        "Jana=يانا, Marek=ماريك, Tomasz=توماش, Hanna=هانا",
        "Nowak=نوفاك, Mazur=مازور, Kral=كرال",
    ),
    "slavic_south": _area(
        "bih hrv mne srb svn",
        "Milena=ميلينا, Goran=غوران, Vesna=فيسنا",
        "Horvat=هورفات, Marić=ماريتش, Kovač=كوفاتش",
    ),
    "bulgarian": _area(
        "bgr mkd",
        "Boyan=بويان, Stefan=ستيفان",
        "Stoyanov=ستويانوف, Iliev=إيلييف",
    ),
    "italian": _area(
        "ita mlt smr",
        "Giulia=جوليا, Teresa=تيريزا, Matteo=ماتيو",
        "Conti=كونتي, Bellini=بيليني, Grech=غريك",
    ),
    "romanian": _area(
        "mda rou",
        "Andrei=أندريه, Ioana=يوانا",
        "Ionescu=يونسكو, Munteanu=مونتيانو",
    ),
    "hungarian": _area(
        "hun",
        "Eszter=إستر, Gábor=غابور",
        "Szabó=سابو, Kelemen=كيليمن",
        family_first=True,
    ),
    "albanian": _area(
        "alb",
        "Arta=أرتا, Besnik=بسنيك",
        "Hoti=هوتي, Krasniqi=كراسنيكي",
    ),
    "greek": _area(
        "cyp grc",
        "Eleni=إيليني, Nikos=نيكوس, Sofia=صوفيا",
        "Georgiou=يورغيو, Andreou=أندريو, Konstantinou=كونستانتينو",
    ),
    "georgian": _area(
        "geo",
        "Nino=نينو, Levan=ليفان",
        "Beridze=بيريدزه, Lomidze=لوميدزه",
    ),
    "armenian": _area(
        "arm",
        "Ani=آني, Aram=آرام",
        "Sargsyan=سركسيان, Hakobyan=هاكوبيان",
    ),
    "east_african": _area(
        "ken mwi tza uga zmb",
        "Wanjiku=وانجيكو, Baraka=بركة, Grace=غريس, Neema=نعمة",
        "Mwangi=موانغي, Okello=أوكيلو, Mushi=موشي, Banda=باندا",
    ),
    "great_lakes": _area(
        "bdi cod rwa",
        "Espérance=إسبيرانس, Innocent=إينوسان, Claudine=كلودين",
        "Habimana=هابيمانا, Ilunga=إيلونغا, Niyonzima=نيونزيما",
    ),
    "nilotic": _area(
        "ssd",
        "Nyandeng=نياندينغ, Deng=دينغ",
        "Majok=ماجوك, Lual=لوال",
    ),
    "nigerian": _area(
        "nga",
        "Adaeze=أداييزي, Halima=حليمة, Tunde=تونديه",
        "Okafor=أوكافور, Bello=بيلو, Adeyemi=أدييمي",
    ),
    "guinean": _area(
        "ben gha lbr sle tgo",
        "Kwame=كوامي, Akosua=أكوسوا, Koffi=كوفي",
        "Mensah=منساه, Agbeko=أغبيكو, Kollie=كولي",
    ),
    "malagasy": _area(
        "mdg",
        "Hery=هيري, Lalao=لالاو",
        "Rakotoarisoa=راكوتواريسوا, Andrianaivo=أندريانايفو",
    ),
    "creole": _area(
        "syc",
        "Joseph=جوزيف, Marie-Ange=ماري أنج",
        "Payet=باييه, Morel=موريل",
    ),
    "english": _area(
        "atg aus blz bhs brb can dma gbr grd guy irl jam kna lca nzl tto usa vct",
        "Margaret=مارغريت, Thomas=توماس, Alice=أليس, Daniel=دانيال, Eleanor=إليانور",
        "Ashworth=آشوورث, Brennan=برينان, Whitfield=ويتفيلد, Campbell=كامبل, Pryce=برايس",
    ),
    "pacific": _area(
        "fji fsm kir mhl nru plw png slb ton tuv vut wsm",
        "Mele=ميلي, Tavita=تافيتا, Lani=لاني, Sione=سيوني",
        "Tuivaga=تويفاغا, Kalani=كالاني, Fonoti=فونوتي, Waqa=واكا",
    ),
    "invented": _area(
        "",
        "Maren=مارين, Tovin=توفين, Ilse=إلسه, Corin=كورين, Saba=سابا, Joren=يورين",
        "Aldane=ألدان, Vesk=فيسك, Orrin=أورين, Tamsel=تامسل, Hallow=هالو, Brisk=بريسك",
    ),
})  # fmt: skip
"""Whoever is in no area, such as the nations of an invented world, has names of the last."""
