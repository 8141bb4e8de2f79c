"""The adverts desk holds what advertisers ordered, and nothing of readers: nobody is counted or followed."""

from standfirst.accounts.personal_data import not_personal

ADVERT = "What stands in an advert, for everyone to read."

not_personal("adverts.Advertiser", "name", ADVERT)
not_personal("adverts.Creative", "headline text button destination alternative", ADVERT)
not_personal("adverts.Slot", "name label reserved_height", "The paper's own words.")
